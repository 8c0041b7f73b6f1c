import { frenchDateTime, newId } from '#libs/kernel/index.js';
import type { DeliveryState } from '#libs/mail/index.js';
import { CHOICE_LABELS, type SignatoryProgress } from '#libs/sign-off/index.js';
import { Badge, Button, DataTable, Form, HiddenField, type Severity } from '#libs/ui/index.js';
import type { SignOffChoice } from '#workflows/deliberation-record/index.js';

import { Prose } from '../record-document/index.js';

const DELIVERIES: Readonly<Record<DeliveryState, string>> = {
  reserved: 'envoi en cours',
  sending: 'envoi en cours',
  sent: 'remis',
  refused: 'pas encore parti, nouvel essai prévu',
  bounced: 'refusé par la messagerie',
  unknown: 'remise inconnue',
};

const SEVERITIES: Readonly<Record<SignOffChoice, Severity>> = {
  approve: 'success',
  'approve-with-reservations': 'success',
  'request-changes': 'warning',
  decline: 'error',
};

/** For the page of a record: where each signatory stands, and a fresh link for those who may still answer. */
export function SignOffPanel(props: {
  readonly recordId: string;
  readonly progress: readonly SignatoryProgress[];
  /** Token of the session; left out for somebody who may only read. */
  readonly csrf?: string | undefined;
}) {
  const { recordId, progress, csrf } = props;
  const columns = [
    { key: 'name', header: 'Signataire', cell: (one: SignatoryProgress) => <Name one={one} /> },
    { key: 'answer', header: 'Réponse', cell: (one: SignatoryProgress) => <Answer one={one} /> },
    { key: 'mails', header: 'Courriels', cell: (one: SignatoryProgress) => <Mails one={one} /> },
  ];
  const resend = {
    key: 'resend',
    header: 'Actions',
    headerHidden: true,
    cell: ({ signatoryId, person, maySendAgain }: SignatoryProgress) =>
      maySendAgain && (
        <Form action={`/releves/${recordId}/signataires/${signatoryId}/renvoi`} csrf={csrf}>
          <HiddenField name="idempotencyKey" value={newId()} />
          <Button kind="tertiary" size="sm" ariaLabel={`Renvoyer un lien à ${person.name}`}>
            Renvoyer un lien
          </Button>
        </Form>
      ),
  };
  return (
    <DataTable
      caption="Signataires"
      rows={progress}
      rowKey={({ signatoryId }) => signatoryId}
      columns={csrf !== undefined && progress.some((one) => one.maySendAgain) ? [...columns, resend] : columns}
      empty="La validation n’a pas encore été demandée."
    />
  );
}

function Name({ one }: { readonly one: SignatoryProgress }) {
  return (
    <>
      {one.person.name}
      <span class="fr-hint-text">{one.required ? 'Signature requise' : 'Pour information'}</span>
    </>
  );
}

function Answer({ one: { signature } }: { readonly one: SignatoryProgress }) {
  if (!signature) return <>En attente</>;
  return (
    <>
      <Badge severity={SEVERITIES[signature.choice]}>{CHOICE_LABELS[signature.choice]}</Badge>
      <br />
      {frenchDateTime(signature.signedAt)}
      {signature.comment !== null && <Prose text={signature.comment} />}
    </>
  );
}

function Mails({ one: { mails } }: { readonly one: SignatoryProgress }) {
  return (
    <ul>
      {mails.map((mail) => (
        <li key={mail.at}>
          {frenchDateTime(mail.at)}, {DELIVERIES[mail.state]}
          {mail.linkEnd === 'resent' && ', lien remplacé'}
          {mail.linkEnd === 'too-many-codes' && ', lien fermé après cinq codes erronés'}
          {mail.linkEnd === null && mail.wrongCodes > 0 && `, codes erronés\u00A0: ${mail.wrongCodes}`}
        </li>
      ))}
    </ul>
  );
}
