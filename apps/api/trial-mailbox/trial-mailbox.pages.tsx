import type { ComponentChildren } from 'preact';

import { frenchDateTime } from '#libs/kernel/index.js';
import { CALENDAR_ANSWERS, type CalendarAnswer, type CapturedMail, invitationIn } from '#libs/mail/index.js';
import {
  Alert,
  Button,
  ButtonGroup,
  ButtonLink,
  DataTable,
  Form,
  KeyFacts,
  MailAddress,
  TextField,
} from '#libs/ui/index.js';

export function MailList(props: { readonly mails: readonly CapturedMail[]; readonly recipient: string | undefined }) {
  return (
    <>
      <Alert severity="info">
        Jalon fonctionne en mode d’essai : aucun courriel ne quitte cette machine, tous arrivent ici.
      </Alert>
      <Form action="/boite-d-essai" method="get" ariaLabel="Filtrer par destinataire">
        <TextField name="a" label="Adresse du destinataire" type="email" optional value={props.recipient} width="md" />
        <ButtonGroup>
          <Button kind="secondary">Filtrer</Button>
        </ButtonGroup>
      </Form>
      <DataTable
        caption={props.recipient ? `Messages pour ${props.recipient}` : 'Messages, du plus récent au plus ancien'}
        rows={props.mails}
        rowKey={(mail) => mail.id}
        empty="Aucun message pour l’instant."
        columns={[
          {
            key: 'subject',
            header: 'Objet',
            rowHeader: true,
            cell: (mail) => <a href={`/boite-d-essai/${mail.id}`}>{mail.subject || 'Sans objet'}</a>,
          },
          { key: 'to', header: 'Destinataire', cell: (mail) => <Addresses of={mail.recipients} /> },
          { key: 'at', header: 'Reçu', cell: (mail) => frenchDateTime(mail.receivedAt) },
        ]}
      />
    </>
  );
}

export function MailView({ mail, csrf }: { readonly mail: CapturedMail; readonly csrf: string | undefined }) {
  return (
    <>
      <KeyFacts
        facts={[
          { term: 'De', value: mail.sender.replaceAll('"', '') },
          { term: 'À', value: <Addresses of={mail.recipients} /> },
          { term: 'Reçu', value: frenchDateTime(mail.receivedAt) },
          ...(mail.attachments.length > 0
            ? [{ term: 'Pièces jointes', value: mail.attachments.map((one) => one.filename).join(', ') }]
            : []),
        ]}
      />
      <div class="jl-mail-text">{linked(mail.text)}</div>
      <ButtonGroup>
        <ButtonLink href={`/boite-d-essai/${mail.id}/html`} kind="secondary">
          Voir la version mise en forme
        </ButtonLink>
        <ButtonLink href={`/boite-d-essai/${mail.id}/source`} kind="tertiary" download>
          Télécharger le message
        </ButtonLink>
      </ButtonGroup>
      {invitationIn(mail.calendar) && <CalendarAnswers mailId={mail.id} csrf={csrf} />}
      {mail.calendar && (
        <details class="fr-accordion">
          <summary>Invitation d’agenda</summary>
          <pre tabIndex={0}>{mail.calendar}</pre>
        </details>
      )}
    </>
  );
}

const ANSWER_WORDS: Readonly<Record<CalendarAnswer, string>> = {
  ACCEPTED: 'Accepter',
  TENTATIVE: 'Provisoire',
  DECLINED: 'Décliner',
};

/** The three buttons that calendars put beside an invitation. */
function CalendarAnswers({ mailId, csrf }: { readonly mailId: string; readonly csrf: string | undefined }) {
  return (
    <Form action={`/boite-d-essai/${mailId}/reponse`} csrf={csrf} ariaLabel="Répondre depuis l’agenda">
      <p>Le logiciel d’agenda du destinataire proposerait de répondre d’ici&nbsp;:</p>
      <ButtonGroup>
        {CALENDAR_ANSWERS.map((answer) => (
          <Button key={answer} kind="secondary" size="sm" name="reponse" value={answer}>
            {ANSWER_WORDS[answer]}
          </Button>
        ))}
      </ButtonGroup>
    </Form>
  );
}

function Addresses({ of: addresses }: { readonly of: readonly string[] }) {
  return (
    <>
      {addresses.map((address, index) => (
        <span key={address}>
          {index > 0 && ', '}
          <MailAddress>{address}</MailAddress>
        </span>
      ))}
    </>
  );
}

/** Links in a text, made to be followed. */
function linked(text: string): ComponentChildren {
  return text.split(/(https?:\/\/[^\s<>]+)/u).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
