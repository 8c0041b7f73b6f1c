import type { CalendarFeed } from '#libs/calendar-feeds/index.js';
import { frenchDate, parisDate } from '#libs/kernel/index.js';
import { Alert, Button, Callout, DataTable, Form, HiddenField, KeyFacts, Section } from '#libs/ui/index.js';

export interface MyAccountProps {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly incubators: readonly { readonly id: string; readonly name: string }[];
  /** One's own, and those that others have of incubators whose committees one runs. */
  readonly feeds: readonly CalendarFeed[];
  /** The address just made: the only time it is shown. */
  readonly made: { readonly incubatorId: string | null; readonly url: string } | undefined;
  readonly csrf: string;
}

interface Agenda {
  readonly incubatorId: string | null;
  readonly name: string;
  readonly detail: string;
  readonly feed: CalendarFeed | undefined;
}

export function MyAccountPage(props: MyAccountProps) {
  const { person, incubators, feeds, made } = props;
  const feedOf = (incubatorId: string | null) =>
    feeds.find((feed) => feed.personId === person.id && feed.incubatorId === incubatorId);
  const agendas: readonly Agenda[] = [
    { incubatorId: null, name: 'Mes comités', detail: 'Ceux auxquels vous êtes convié·e.', feed: feedOf(null) },
    ...incubators.map(({ id, name }) => ({
      incubatorId: id,
      name,
      detail: 'Tous les comités de l’incubateur, même ceux qui ne sont pas encore convoqués.',
      feed: feedOf(id),
    })),
  ];
  const others = feeds.filter((feed) => feed.personId !== person.id);
  return (
    <>
      <KeyFacts
        facts={[
          { term: 'Nom', value: person.name },
          { term: 'Adresse électronique', value: person.email },
        ]}
      />
      <Section id="agendas" title="Suivre les comités dans votre agenda">
        <p>
          Votre logiciel d’agenda peut s’abonner à une adresse secrète&nbsp;: chaque comité y figure une fois, à sa date
          du moment. Qui connaît l’adresse lit les dates, les lieux et les noms des produits&nbsp;; ni les personnes, ni
          les montants.
        </p>
        {made && <Made made={made} name={agendas.find((one) => one.incubatorId === made.incubatorId)?.name ?? ''} />}
        <Agendas agendas={agendas} csrf={props.csrf} />
      </Section>
      <Section id="courriels" title="Vos courriels">
        <p>
          <a href="/mon-compte/courriels">Choisissez comment les recevoir, et voyez ce que chacun est devenu</a>.
        </p>
      </Section>
      <Section id="indisponibilites" title="Vos indisponibilités">
        <p>
          <a href="/indisponibilites">Dites quels jours vous ne pouvez pas siéger</a>
          &nbsp;: qui planifie vos comités les évite.
        </p>
      </Section>
      {others.length > 0 && <OfOthers feeds={others} incubators={incubators} csrf={props.csrf} />}
    </>
  );
}

function Made({ made, name }: { readonly made: { readonly url: string }; readonly name: string }) {
  return (
    <Callout title={`Adresse de l’agenda «\u00A0${name}\u00A0»`} level={3}>
      <p class="jl-copy" id="adresse-secrete">
        {made.url}
      </p>
      <p>
        Copiez-la dans «&nbsp;S’abonner à un agenda&nbsp;» ou «&nbsp;Ajouter par URL&nbsp;». Elle ne s’affichera
        plus&nbsp;: perdue ou partagée par erreur, remplacez-la, et l’ancienne cessera de fonctionner.
      </p>
      <Alert severity="success" live>
        L’adresse est prête. Selon les logiciels, un changement met d’une heure à une journée à paraître.
      </Alert>
    </Callout>
  );
}

function Agendas({ agendas, csrf }: { readonly agendas: readonly Agenda[]; readonly csrf: string }) {
  return (
    <DataTable
      caption="Adresses d’agenda"
      captionHidden
      rows={agendas}
      rowKey={({ incubatorId }) => incubatorId ?? 'moi'}
      columns={[
        {
          key: 'name',
          header: 'Agenda',
          rowHeader: true,
          cell: ({ name, detail }) => (
            <>
              {name}
              <span class="fr-hint-text">{detail}</span>
            </>
          ),
        },
        {
          key: 'state',
          header: 'Adresse secrète',
          cell: ({ feed }) => (feed ? `Créée le ${frenchDate(parisDate(feed.createdAt))}` : 'Aucune'),
        },
        {
          key: 'actions',
          header: 'Actions',
          headerHidden: true,
          cell: ({ feed, incubatorId, name }) => (
            <div class="jl-row-actions">
              <Form action="/mon-compte/agendas" csrf={csrf}>
                <HiddenField name="agenda" value={incubatorId ?? 'moi'} />
                <Button
                  kind="secondary"
                  size="sm"
                  ariaLabel={`${feed ? 'Remplacer' : 'Créer'} l’adresse\u00A0: ${name}`}
                >
                  {feed ? 'Remplacer' : 'Créer l’adresse'}
                </Button>
              </Form>
              {feed && <Revoke feed={feed} name={name} csrf={csrf} />}
            </div>
          ),
        },
      ]}
    />
  );
}

function Revoke(props: { readonly feed: CalendarFeed; readonly name: string; readonly csrf: string }) {
  return (
    <Form action="/mon-compte/agendas/revoquer" csrf={props.csrf}>
      <HiddenField name="adresse" value={props.feed.id} />
      <Button kind="tertiary" size="sm" ariaLabel={`Révoquer l’adresse\u00A0: ${props.name}`}>
        Révoquer
      </Button>
    </Form>
  );
}

/** For who answers for an incubator: who else follows it. */
function OfOthers(props: Pick<MyAccountProps, 'feeds' | 'incubators' | 'csrf'>) {
  const nameOf = new Map(props.incubators.map(({ id, name }) => [id, name]));
  return (
    <Section id="autres-adresses" title="Qui suit vos incubateurs">
      <DataTable
        caption="Adresses d’agenda des autres personnes"
        captionHidden
        rows={props.feeds}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header: 'Personne', rowHeader: true, cell: ({ personName }) => personName },
          {
            key: 'incubator',
            header: 'Incubateur',
            cell: ({ incubatorId }) => nameOf.get(incubatorId ?? '') ?? '',
          },
          { key: 'since', header: 'Depuis', cell: ({ createdAt }) => frenchDate(parisDate(createdAt)) },
          {
            key: 'actions',
            header: 'Actions',
            headerHidden: true,
            cell: (feed) => <Revoke feed={feed} name={feed.personName} csrf={props.csrf} />,
          },
        ]}
      />
    </Section>
  );
}
