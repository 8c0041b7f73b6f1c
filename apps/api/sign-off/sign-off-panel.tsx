import { counted, frenchDate, frenchDateTime, newId } from '#libs/kernel/index.js';
import type { DeliveryState } from '#libs/mail/index.js';
import type { RecordView, SignatoryCandidate } from '#libs/records/index.js';
import { CHOICE_LABELS, type SignatoryProgress } from '#libs/sign-off/index.js';
import {
  Accordion,
  Badge,
  Button,
  DataTable,
  Form,
  HiddenField,
  SelectField,
  type Severity,
  TextField,
} from '#libs/ui/index.js';
import { answerBy, type SignOffChoice } from '#workflows/deliberation-record/index.js';

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
  /** Who may take the place of somebody who has not answered. */
  readonly candidates: readonly SignatoryCandidate[];
  /** Token of the session; left out for somebody who may only read. */
  readonly csrf?: string | undefined;
}) {
  const { recordId, progress, candidates, csrf } = props;
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
    <>
      <DataTable
        caption="Signataires"
        rows={progress}
        rowKey={({ signatoryId }) => signatoryId}
        columns={csrf !== undefined && progress.some((one) => one.maySendAgain) ? [...columns, resend] : columns}
        empty="La validation n’a pas encore été demandée."
      />
      {csrf !== undefined && progress.some((one) => one.mayReplace) && (
        <Accordion title="Remplacer un signataire qui n’a pas répondu">
          <ReplaceForm recordId={recordId} progress={progress} candidates={candidates} csrf={csrf} />
        </Accordion>
      )}
    </>
  );
}

/** How this version is signed, when it is not what is usual. */
export function SigningSummary({ record: { context, state } }: { readonly record: RecordView }) {
  const { signing, signatories } = context;
  const required = signatories.filter((one) => one.required).length;
  const last = state === 'awaitingSignOff' ? answerBy(context) : null;
  return (
    <p>
      {signing.inOrder ? 'Les signataires requis répondent l’un après l’autre. ' : ''}
      {signing.quorum === null
        ? 'Tous les signataires requis doivent approuver.'
        : `${counted(signing.quorum, 'accord suffit', 'accords suffisent')} parmi ${counted(required, 'signataire requis', 'signataires requis')}.`}
      {last && ` Réponse attendue au plus tard le ${frenchDate(last)}.`}
    </p>
  );
}

function ReplaceForm(props: {
  readonly recordId: string;
  readonly progress: readonly SignatoryProgress[];
  readonly candidates: readonly SignatoryCandidate[];
  readonly csrf: string;
}) {
  const { recordId, progress, candidates, csrf } = props;
  const free = candidates.filter(({ person }) => !progress.some((one) => one.person.id === person.id));
  if (free.length === 0)
    return <p>Personne d’autre ne peut signer{'\u00A0'}: donnez un autre sponsor au produit, depuis sa page.</p>;
  return (
    <Form action={`/releves/${recordId}/signataires/remplacement`} csrf={csrf}>
      <HiddenField name="idempotencyKey" value={newId()} />
      <SelectField
        name="signatoryId"
        label="Remplacer"
        value=""
        options={progress
          .filter((one) => one.mayReplace)
          .map(({ signatoryId, person }) => ({ value: signatoryId, label: person.name }))}
      />
      <SelectField
        name="byPersonId"
        label="par"
        value=""
        options={free.map(({ person, quality }) => ({ value: person.id, label: `${person.name}, ${quality}` }))}
      />
      <TextField
        name="reason"
        label="Motif"
        hint="Il est communiqué à la personne remplacée, et conservé au journal."
        maxLength={500}
      />
      <Button kind="secondary">Remplacer ce signataire</Button>
    </Form>
  );
}

function Name({ one }: { readonly one: SignatoryProgress }) {
  return (
    <>
      {heldBy(one)}
      <span class="fr-hint-text">{one.required ? 'Signature requise' : 'Pour information'}</span>
      {one.delegates.map(({ person, at, reason }) => (
        <span key={person.id} class="fr-hint-text">
          Déléguée à {person.name} le {frenchDateTime(at)}
          {'\u00A0'}: {reason}
        </span>
      ))}
      {one.former.map(({ person, at, reason }) => (
        <span key={person.id} class="fr-hint-text">
          Remplace {person.name} depuis le {frenchDateTime(at)}
          {'\u00A0'}: {reason}
        </span>
      ))}
    </>
  );
}

/** `B pour A`, once A has delegated. */
function heldBy({ person, delegates }: SignatoryProgress): string {
  const answerer = delegates.at(-1)?.person;
  return answerer ? `${answerer.name} pour ${person.name}` : person.name;
}

function Answer({ one: { signature, isTheirTurn } }: { readonly one: SignatoryProgress }) {
  if (!signature) return <>{isTheirTurn ? 'En attente' : 'Pas encore son tour'}</>;
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
