import type { LoggedMail } from '#libs/audit/index.js';
import { MAIL_KINDS } from '#libs/mail/index.js';
import { counted } from '#libs/kernel/index.js';
import { Alert, Button, ButtonGroup, ButtonLink, Col, Form, Pagination, Row, SelectField } from '#libs/ui/index.js';

import { MailList } from './mail-list.js';
import { addressOf, type MailsQuery, PER_PAGE } from './mails.query.js';
import { STATE_FILTERS } from './mails.strings.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface MailLogPageProps {
  readonly query: MailsQuery;
  readonly mails: readonly LoggedMail[];
  readonly total: number;
  readonly recipients: readonly Named[];
  /** Those whose last mail came back. */
  readonly unreachable: readonly Named[];
  /** Only leads may. */
  readonly mayCorrect: boolean;
  readonly incubators: readonly Named[];
}

export function MailLogPage(props: MailLogPageProps) {
  const { query, mails, total } = props;
  return (
    <>
      <Unreachable people={props.unreachable} mayCorrect={props.mayCorrect} />
      <Filters {...props} />
      <p>{counted(total, 'courriel', 'courriels')}</p>
      <MailList mails={mails} people />
      <Pagination
        current={query.page}
        total={Math.ceil(total / PER_PAGE)}
        hrefOf={(page) => addressOf({ ...query, page })}
      />
    </>
  );
}

function Unreachable({ people, mayCorrect }: { readonly people: readonly Named[]; readonly mayCorrect: boolean }) {
  if (people.length === 0) return null;
  return (
    <Alert
      severity="error"
      title={counted(people.length, 'adresse ne reçoit plus', 'adresses ne reçoivent plus')}
      level={2}
    >
      <p>
        {mayCorrect
          ? 'Le dernier courriel est revenu. Corrigez l’adresse\u00A0: les convocations à venir repartent aussitôt.'
          : 'Le dernier courriel est revenu. La personne responsable de l’incubateur peut corriger l’adresse.'}
      </p>
      <ul>
        {people.map(({ id, name }) => (
          <li key={id}>{mayCorrect ? <a href={`/courriels/adresses/${id}`}>Corriger l’adresse de {name}</a> : name}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Filters({ query, recipients, incubators }: MailLogPageProps) {
  const named = (people: readonly Named[]) => people.map(({ id, name }) => ({ value: id, label: name }));
  const labelled = (choices: Readonly<Record<string, { readonly label: string }>>) =>
    Object.entries(choices).map(([value, { label }]) => ({ value, label }));
  const fields = [
    { name: 'etat', label: 'État', placeholder: 'Tous les états', options: labelled(STATE_FILTERS) },
    { name: 'nature', label: 'Nature', placeholder: 'Toutes les natures', options: labelled(MAIL_KINDS) },
    { name: 'personne', label: 'Destinataire', placeholder: 'Tout le monde', options: named(recipients) },
    { name: 'incubateur', label: 'Incubateur', placeholder: 'Tous les incubateurs', options: named(incubators) },
  ] as const;
  const shown = fields.filter(({ name }) => name !== 'incubateur' || incubators.length > 1);
  return (
    <Form action="/courriels" method="get" ariaLabel="Filtrer les courriels">
      <Row>
        {shown.map((field) => (
          <Col key={field.name} md={shown.length > 3 ? 3 : 4}>
            <SelectField {...field} value={query[field.name]} />
          </Col>
        ))}
      </Row>
      <ButtonGroup>
        <Button kind="secondary">Filtrer</Button>
        <ButtonLink href="/courriels" kind="tertiary">
          Effacer les filtres
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}
