import { parisDateTime } from '#libs/kernel/index.js';
import {
  Accordion,
  Button,
  ButtonLink,
  Callout,
  DateField,
  FieldRow,
  Form,
  HiddenField,
  Section,
  TextArea,
  TextField,
  TimeField,
} from '#libs/ui/index.js';

import type { CommitteePageView } from './committee-page.view.js';

/** What the person who convenes may do from here. */
export function CommitteeActions({ view }: { readonly view: CommitteePageView }) {
  const { committee } = view;
  const { state } = committee;
  if (!['planned', 'convened', 'preparing', 'postponed'].includes(state)) return null;
  const convened = state === 'convened' || state === 'preparing';
  return (
    <Section id="actions" title="Actions">
      <p>
        <ButtonLink href={`/comites/${committee.id}/dates`} kind="secondary" size="sm" icon="calendar">
          {view.choosesDate ? 'Voir les réponses aux dates proposées' : 'Proposer plusieurs dates aux membres'}
        </ButtonLink>
      </p>
      <Move view={view} />
      {convened && (
        <WithReason
          view={view}
          form="reporter"
          title="Reporter sans date"
          text="Les membres sont prévenus, et le comité sort de leur agenda. Vous fixerez une nouvelle date plus tard."
          button="Reporter le comité"
        />
      )}
      <WithReason
        view={view}
        form="annuler"
        title="Annuler"
        text="C’est définitif. Les produits devront un nouveau comité."
        button="Annuler le comité"
      />
    </Section>
  );
}

/** The next step of a committee that is only planned: it stands first, since nobody knows of the committee before. */
export function Convene({ view }: { readonly view: CommitteePageView }) {
  const { id, members, state } = view.committee;
  if (state !== 'planned' || !view.manages) return null;
  return (
    <Callout title="Personne n’est encore prévenu" level={2}>
      <Form action={`/comites/${id}/convoquer`} csrf={view.csrf}>
        <HiddenField name="idempotencyKey" value={view.newKey()} />
        <p>
          Relisez la date, le lieu et les membres. {inviting(members.length)} et les rappels de préparation partiront
          aux dates ci-dessous.
        </p>
        <Button icon="calendar">Envoyer les convocations</Button>
      </Form>
    </Callout>
  );
}

const inviting = (count: number): string =>
  count > 1 ? `Les ${count}\u00A0membres recevront une invitation dans leur agenda,` : 'Une invitation sera envoyée,';

function Move({ view }: { readonly view: CommitteePageView }) {
  const { committee } = view;
  const refused = view.refused?.form === 'deplacer' ? view.refused : undefined;
  const { date, time } = parisDateTime(committee.startsAt);
  const values = {
    date,
    heure: time,
    place: committee.place ?? '',
    videoUrl: committee.videoUrl ?? '',
    reason: '',
    ...refused?.values,
  };
  const postponed = committee.state === 'postponed';
  return (
    <Accordion
      title={postponed ? 'Fixer une nouvelle date' : 'Déplacer, changer de lieu'}
      open={refused !== undefined || postponed}
      id="deplacer"
    >
      <Form action={`/comites/${committee.id}/deplacer`} csrf={view.csrf}>
        <HiddenField name="idempotencyKey" value={view.newKey()} />
        <FieldRow>
          <DateField
            name="date"
            label="Date"
            value={postponed && !refused ? undefined : values.date}
            error={refused?.errors['date']}
            min={view.today}
          />
          <TimeField name="heure" label="Heure de début" value={values.heure} error={refused?.errors['heure']} />
        </FieldRow>
        <FieldRow>
          <TextField name="place" label="Lieu" value={values.place} error={refused?.errors['place']} optional />
          <TextField
            name="videoUrl"
            label="Adresse de la visioconférence"
            type="url"
            value={values.videoUrl}
            error={refused?.errors['videoUrl']}
            optional
          />
        </FieldRow>
        <TextArea
          name="reason"
          id="deplacer-reason"
          label="Motif"
          hint="Les membres le liront."
          rows={2}
          value={values.reason}
          error={refused?.errors['reason']}
          maxLength={500}
        />
        <Button kind="secondary">{postponed ? 'Fixer la date' : 'Déplacer le comité'}</Button>
      </Form>
    </Accordion>
  );
}

function WithReason(props: {
  readonly view: CommitteePageView;
  readonly form: 'reporter' | 'annuler';
  readonly title: string;
  readonly text: string;
  readonly button: string;
}) {
  const { view, form } = props;
  const refused = view.refused?.form === form ? view.refused : undefined;
  return (
    <Accordion title={props.title} open={refused !== undefined} id={form}>
      <Form action={`/comites/${view.committee.id}/${form}`} csrf={view.csrf}>
        <HiddenField name="idempotencyKey" value={view.newKey()} />
        <p>{props.text}</p>
        <TextArea
          name="reason"
          id={`${form}-reason`}
          label="Motif"
          hint="Les membres le liront."
          rows={2}
          value={refused?.values['reason'] ?? ''}
          error={refused?.errors['reason']}
          maxLength={500}
        />
        <Button kind={form === 'annuler' ? 'danger' : 'secondary'}>{props.button}</Button>
      </Form>
    </Accordion>
  );
}
