import { type CalendarDate, counted, frenchDate, frenchDateTime } from '#libs/kernel/index.js';
import type { ProgrammeChange } from '#libs/portfolio/index.js';
import type { MovedDuty } from '#libs/programmes/index.js';
import { Button, ButtonGroup, Callout, DataTable, ErrorSummary, Form, HiddenField, Section } from '#libs/ui/index.js';

import { differences } from './programme.differences.js';
import { ProgrammeFields } from './programme.fields.js';
import type { ProgrammeDraft } from './programme.form.js';
import { STRINGS } from './programme.strings.js';

export interface ProgrammeView {
  readonly incubatorId: string;
  readonly revision: number;
  readonly draft: ProgrammeDraft;
  readonly errors: Readonly<Record<string, string>>;
  /** What the draft would change; undefined until it was asked for. */
  readonly preview: { readonly changes: readonly string[]; readonly moved: readonly MovedDuty[] } | undefined;
  readonly changes: readonly ProgrammeChange[];
  readonly csrf: string;
  readonly idempotencyKey: string;
}

/** « Programme »: seen first, then confirmed; what was typed is never lost between the two. */
export function ProgrammePage(view: ProgrammeView) {
  const { preview, draft } = view;
  const action = `/incubateurs/${view.incubatorId}/programme`;
  const hidden = (
    <>
      <HiddenField name="idempotencyKey" value={view.idempotencyKey} />
      <HiddenField name="revision" value={String(view.revision)} />
    </>
  );
  return (
    <>
      <ErrorSummary errors={view.errors} />
      {preview && (
        <Section id="apercu" title="Ce qui changerait">
          <Preview {...preview} />
          {preview.changes.length > 0 && (
            <Form action={action} csrf={view.csrf}>
              {hidden}
              {Object.entries(draft).map(([name, value]) => (
                <HiddenField key={name} name={name} value={value} />
              ))}
              <ButtonGroup>
                <Button name="intention" value="enregistrer">
                  {STRINGS.save}
                </Button>
              </ButtonGroup>
            </Form>
          )}
        </Section>
      )}
      <Form action={action} csrf={view.csrf}>
        {hidden}
        <ProgrammeFields draft={draft} errors={view.errors} />
        <ButtonGroup>
          <Button name="intention" value="voir" kind={preview?.changes.length ? 'secondary' : 'primary'}>
            {STRINGS.see}
          </Button>
        </ButtonGroup>
      </Form>
      <Changes changes={view.changes} />
    </>
  );
}

function Preview({ changes, moved }: NonNullable<ProgrammeView['preview']>) {
  if (changes.length === 0) return <p>{STRINGS.sameAgain}</p>;
  const late = moved.filter(({ becomesLate }) => becomesLate).length;
  return (
    <>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {late > 0 && (
        <Callout title={`${counted(late, 'produit')} en retard dès l’enregistrement`}>
          <p>Leur nouvelle date due est déjà passée&nbsp;: les personnes concernées en seront averties.</p>
        </Callout>
      )}
      {moved.length === 0 ? (
        <p>{STRINGS.nothingMoves}</p>
      ) : (
        <DataTable
          caption={`Dates dues qui changeraient (${moved.length})`}
          rows={moved}
          rowKey={({ productId }) => productId}
          narrow="cards"
          columns={[
            {
              key: 'product',
              header: 'Produit',
              rowHeader: true,
              cell: ({ productId, name }) => <a href={`/produits/${productId}`}>{name}</a>,
            },
            { key: 'before', header: 'Aujourd’hui', cell: ({ before }) => days(before) },
            {
              key: 'after',
              header: 'Ensuite',
              cell: ({ after, becomesLate }) => (
                <>
                  {days(after)}
                  {becomesLate && <strong>, en retard</strong>}
                </>
              ),
            },
            {
              key: 'planned',
              header: 'Comité prévu',
              cell: ({ planned }) =>
                planned
                  ? `le ${frenchDate(planned.on)}${planned.isAfterDue ? ', après la nouvelle date due' : ', inchangé'}`
                  : 'Aucun',
            },
          ]}
        />
      )}
    </>
  );
}

function days({
  dueOn,
  wantedOn,
}: {
  readonly dueOn: CalendarDate | null;
  readonly wantedOn: CalendarDate | null;
}): string {
  if (dueOn === null || wantedOn === null) return 'Aucun comité dû';
  return dueOn === wantedOn
    ? `dû le ${frenchDate(dueOn)}`
    : `dû le ${frenchDate(dueOn)}, à tenir avant le ${frenchDate(wantedOn)}`;
}

function Changes({ changes }: Pick<ProgrammeView, 'changes'>) {
  return (
    <Section id="historique" title="Changements du programme">
      {changes.length === 0 ? (
        <p>Aucun&nbsp;: ce programme suit l’usage.</p>
      ) : (
        <ul>
          {changes.map(({ id, at, changedBy, before, after }) => (
            <li key={id}>
              {frenchDateTime(at)}, {changedBy.name}
              <ul>
                {differences(before, after).map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
