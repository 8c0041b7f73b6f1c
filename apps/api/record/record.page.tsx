import { Accordion, Alert, ButtonLink, Callout, DataTable, DateTimeText, Section, Stepper } from '#libs/ui/index.js';

import { RecordDocumentView } from '../record-document/index.js';
import { SigningSummary, SignOffPanel } from '../sign-off/index.js';
import { EditForm } from './edit.form.js';
import { Rectify, RelatedRecords } from './related-records.js';
import type { RecordPageView } from './record-views.js';
import { recordStrings as say } from './record.strings.js';
import { SealSection } from './seal-facts.js';
import { SignOffRequestForm } from './sign-off-request.form.js';

/** What was typed in a form that was refused. */
export interface RecordTyped {
  readonly edit?: { readonly presentation: string; readonly discussion: string; readonly reservations: string };
  readonly editErrors?: Readonly<Record<string, string>>;
  /** By person: `required`, `information` or `none`. */
  readonly roles?: Readonly<Record<string, string>>;
  readonly signing?: Readonly<Partial<Record<'order' | 'ranks' | 'quorum' | 'workingDays', string>>>;
  readonly requestErrors?: Readonly<Record<string, string>>;
}

export interface RecordPageProps {
  readonly view: RecordPageView;
  readonly csrf: string;
  readonly typed?: RecordTyped | undefined;
}

const EDITABLE = ['drafting', 'inReview', 'changesRequested'];

/** « Relevé »: where it stands, what to do, and the record itself. */
export function RecordPage(props: RecordPageProps) {
  const { record, document, manages, progress } = props.view;
  const { state } = record;
  const isLatest = document.version === record.version;
  const step = say.step[state as keyof typeof say.step];
  return (
    <>
      <Stepper {...step} total={say.steps} />
      <RelatedRecords record={record} />
      <Failure view={props.view} />
      <Situation view={props.view} />
      {record.pdf.sealed && <SealSection sealed={record.pdf.sealed} />}
      {progress.length > 0 && (
        <Section id="validation" title="Validation">
          <SigningSummary record={record} />
          <SignOffPanel
            recordId={record.id}
            progress={progress}
            candidates={props.view.candidates}
            csrf={manages ? props.csrf : undefined}
          />
        </Section>
      )}
      {manages && isLatest && EDITABLE.includes(state) && (
        <Section id="modifier" title="Modifier les textes">
          <Accordion
            title="Présentation, échanges et réserves"
            open={state === 'changesRequested' || props.typed?.edit !== undefined}
          >
            <EditForm {...props} />
          </Accordion>
        </Section>
      )}
      {manages && isLatest && state === 'inReview' && (
        <Section
          id="demander"
          title="Demander la validation"
          lead="Chaque signataire reçoit un courriel et répond sans compte. La décision prend effet quand tous les signataires requis ont validé."
        >
          <SignOffRequestForm {...props} />
        </Section>
      )}
      <RecordDocumentView document={document} />
      {manages && isLatest && <Rectify record={record} csrf={props.csrf} />}
      <Versions view={props.view} />
    </>
  );
}

function Failure({ view: { record } }: Pick<RecordPageProps, 'view'>) {
  if (record.failure === null) return null;
  return (
    <Alert severity="warning" title={record.state === 'signed' ? say.failure.seal : say.failure.pdf} level={3}>
      <p>{record.failure}</p>
      <p>{say.retried}</p>
    </Alert>
  );
}

function Situation({ view: { record, document, manages } }: Pick<RecordPageProps, 'view'>) {
  if (document.version !== record.version)
    return (
      <Alert severity="info" title={`Vous lisez la version ${document.version}`}>
        <p>
          Elle a été remplacée par la <a href={`/releves/${record.id}`}>version {record.version}</a>.
        </p>
      </Alert>
    );
  const words = say.situation[record.state as keyof typeof say.situation];
  if (record.failure !== null && record.state === 'drafting') return null;
  return <Callout>{typeof words === 'string' ? words : manages ? words.managing : words.reading}</Callout>;
}

function Versions({ view: { record, versions } }: Pick<RecordPageProps, 'view'>) {
  return (
    <Section
      id="versions"
      title="Versions"
      lead="Une version ne change plus une fois écrite : la modifier en fait une nouvelle, et les liens de la précédente ne servent plus."
    >
      <DataTable
        caption="Versions du relevé"
        captionHidden
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            key: 'version',
            header: 'Version',
            rowHeader: true,
            cell: ({ version }) => <a href={`/releves/${record.id}?version=${version}`}>Version {version}</a>,
          },
          { key: 'at', header: 'Écrite le', cell: ({ createdAt }) => <DateTimeText instant={createdAt} /> },
          { key: 'by', header: 'Par', cell: ({ author }) => author ?? 'Jalon, d’après la décision' },
          {
            key: 'pdf',
            header: 'PDF',
            cell: ({ version, draft }) =>
              draft ? (
                <ButtonLink
                  kind="tertiary"
                  size="sm"
                  icon="download"
                  href={`/releves/${record.id}/pdf?version=${version}`}
                  ariaLabel={`Télécharger le PDF de la version ${version}`}
                >
                  Télécharger
                </ButtonLink>
              ) : (
                'Pas de PDF'
              ),
          },
        ]}
      />
      <p>
        {record.version > 1 && (
          <>
            <a href={`/releves/${record.id}/differences`}>Voir ce qui a changé d’une version à l’autre</a> ·{' '}
          </>
        )}
        <a href={`/releves/${record.id}/odt`}>Dernière version en ODT</a> ·{' '}
        <a href={`/releves/${record.id}/markdown`}>en Markdown</a>
      </p>
      <p class="fr-hint-text">
        Seul le PDF est scellé et peut être <a href="/verifier">vérifié</a>
        {'\u00A0'}: l’ODT et le Markdown servent à relire et à retravailler le texte.
      </p>
    </Section>
  );
}
