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
        <div>
          {person.name}
          <span class="fr-hint-text">{person.email}</span>
        </div>
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
    <div>
      {about ? <a href={`${CASE_PAGES[about.process]}/${about.subjectId}`}>{kindLabel}</a> : kindLabel}
      {products.length > 0 && <span class="fr-hint-text">{enumerate(products)}</span>}
      {together > 1 && (
        <span class="fr-hint-text">{`Parti avec ${counted(together - 1, 'autre', 'autres')}, en un seul courriel`}</span>
      )}
    </div>
  );
}

function State({ mail: { state, at, leavesAt, settledAt, smtpCode, smtpReply } }: { readonly mail: LoggedMail }) {
  const { label, severity } = STATE_LABELS[state];
  const troubled = state === 'refused' || state === 'bounced' || state === 'unknown';
  return (
    <div>
      <Badge size="sm" severity={severity}>
        {label}
      </Badge>
      {state === 'held' && leavesAt !== null && (
        <span class="fr-hint-text">{`Part le ${frenchDateTime(leavesAt)}`}</span>
      )}
      {state === 'sent' && settledAt !== null && frenchDateTime(settledAt) !== frenchDateTime(at) && (
        <span class="fr-hint-text">{`Le ${frenchDateTime(settledAt)}`}</span>
      )}
      {troubled && <span class="fr-hint-text">{[smtpCode, smtpReply].filter(Boolean).join(' ')}</span>}
    </div>
  );
}
