import { Badge, ButtonLink, type Severity } from '#libs/ui/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import { processes } from '#workflows/index.js';

import { page, type WebRequest } from '../web/index.js';
import type { RecordPageView } from './record-views.js';
import { RecordPage, type RecordTyped } from './record.page.js';

const SEVERITIES: Readonly<Record<string, Severity>> = {
  sealed: 'success',
  signed: 'success',
  changesRequested: 'warning',
  declined: 'error',
  superseded: 'warning',
  abandoned: 'neutral',
};

/**
 * The page of a record, as HTML.
 * @param typed what a refused form shows again.
 * @param alert why something was refused, when no field can say it.
 */
export function recordHtml(request: WebRequest, view: RecordPageView, typed: RecordTyped = {}, alert?: string): string {
  const { record } = view;
  const errors = { ...typed.editErrors, ...typed.requestErrors };
  return page(
    request,
    {
      title: `Relevé ${record.reference}`,
      current: '/comites',
      eyebrow: record.productName,
      heading: `Relevé de décision ${record.reference}`,
      badges: (
        <>
          <Badge severity={SEVERITIES[record.state] ?? 'info'}>{stateLabel(record.state)}</Badge>
          <Badge>Version {view.document.version}</Badge>
        </>
      ),
      actions: (
        <>
          <Download view={view} />
          {view.manages && <JournalLink recordId={record.id} />}
        </>
      ),
      breadcrumb: [
        { label: 'Comités', href: '/comites' },
        { label: 'Comité', href: `/comites/${record.committeeId}` },
      ],
      hasErrors: Object.keys(errors).length > 0 || alert !== undefined,
      ...(alert === undefined ? {} : { flash: { kind: 'error' as const, text: alert } }),
    },
    <RecordPage view={view} csrf={request.csrf ?? ''} typed={typed} />,
  );
}

/** Where a step is taken back: a demand to sign withdrawn, for one. */
function JournalLink({ recordId }: { readonly recordId: string }) {
  return (
    <ButtonLink kind="tertiary" href={`/journal/${caseId({ process: 'deliberation-record', subjectId: recordId })}`}>
      Journal du relevé
    </ButtonLink>
  );
}

function Download({ view: { record, document } }: { readonly view: RecordPageView }) {
  const isLatest = document.version === record.version;
  if (!isLatest || (!record.pdf.sealed && !record.pdf.draft)) return null;
  return (
    <ButtonLink kind="secondary" icon="download" href={`/releves/${record.id}/pdf`}>
      {record.pdf.sealed ? 'Télécharger le PDF scellé' : 'Télécharger le PDF'}
    </ButtonLink>
  );
}

const stateLabel = (state: string): string => processes['deliberation-record'].labels.states[state] ?? state;
