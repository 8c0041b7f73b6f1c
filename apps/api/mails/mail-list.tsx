import type { LoggedMail } from '#libs/audit/index.js';
import { enumerate } from '#libs/committees/index.js';
import { counted, frenchDateTime } from '#libs/kernel/index.js';
import { Badge, type Column, DataTable } from '#libs/ui/index.js';

import { CASE_PAGES, STATE_LABELS } from './mails.strings.js';

/** Mails with what became of each; `people` shows to whom. */
export function MailList(props: { readonly mails: readonly LoggedMail[]; readonly people: boolean }) {
  const whom: Column<LoggedMail> = {
    key: 'person',
    header: 'Destinataire',
    cell: ({ person }) =>
      person && (
        <>
          {person.name}
          <span class="fr-hint-text">{person.email}</span>
        </>
      ),
  };
  return (
    <DataTable
      caption="Courriels, du plus récent au plus ancien"
      captionHidden
      rows={props.mails}
      rowKey={({ id }) => id}
      empty="Aucun courriel."
      columns={[
        { key: 'kind', header: 'Courriel', rowHeader: true, cell: (mail) => <Subject mail={mail} /> },
        ...(props.people ? [whom] : []),
        { key: 'at', header: 'Dû le', cell: ({ at }) => frenchDateTime(at) },
        { key: 'state', header: 'État', cell: (mail) => <State mail={mail} /> },
      ]}
    />
  );
}

function Subject({ mail: { kindLabel, about, products, together } }: { readonly mail: LoggedMail }) {
  return (
    <>
      {about ? <a href={`${CASE_PAGES[about.process]}/${about.subjectId}`}>{kindLabel}</a> : kindLabel}
      {products.length > 0 && <span class="fr-hint-text">{enumerate(products)}</span>}
      {together > 1 && (
        <span class="fr-hint-text">{`Parti avec ${counted(together - 1, 'autre', 'autres')}, en un seul courriel`}</span>
      )}
    </>
  );
}

function State({ mail: { state, leavesAt, settledAt, smtpCode, smtpReply } }: { readonly mail: LoggedMail }) {
  const { label, severity } = STATE_LABELS[state];
  const troubled = state === 'refused' || state === 'bounced' || state === 'unknown';
  return (
    <>
      <Badge size="sm" severity={severity}>
        {label}
      </Badge>
      {state === 'held' && leavesAt !== null && (
        <span class="fr-hint-text">{`Part le ${frenchDateTime(leavesAt)}`}</span>
      )}
      {state === 'sent' && settledAt !== null && <span class="fr-hint-text">{`Le ${frenchDateTime(settledAt)}`}</span>}
      {troubled && <span class="fr-hint-text">{[smtpCode, smtpReply].filter(Boolean).join(' ')}</span>}
    </>
  );
}
