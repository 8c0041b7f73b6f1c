import { BUDGET_LINE_LABELS, BUDGET_LINES } from '#libs/decisions/index.js';
import { budgetTotals, type Standard, STANDARD_LABELS, STANDARDS } from '#libs/dossiers/index.js';
import { Button, DataTable, HiddenField, Money, MoneyField, Section, TextArea, TextField } from '#libs/ui/index.js';

import type { DossierFormProps } from './dossier-page.js';
import { partWords, STANDARD_HINTS } from './dossier.strings.js';
import { MoreRows } from './more-rows.js';

/** One field of a table whose headers and captions say what it is; screen readers hear it whole. */
function cell(
  errors: Readonly<Record<string, string>>,
  list: 'team' | 'support' | 'blockers',
  index: number,
  member: string,
  what: string,
  value: string,
  width: 'xs' | 'full' = 'full',
) {
  return (
    <TextField
      name={`${list}[${index}][${member}]`}
      label={`${ROW_NAMES[list]} ${index + 1}\u00A0: ${what}`}
      labelHidden
      optional
      width={width}
      inputMode={width === 'xs' ? 'decimal' : undefined}
      value={value}
      error={errors[`${list}.${index}.${member}`]}
    />
  );
}

/** Names a row: the header of its cells, and the title of its card on a phone. */
function numbered(list: keyof typeof ROW_NAMES) {
  return {
    key: 'row',
    header: 'Ligne',
    headerHidden: true,
    nowrap: true,
    cell: ({ id, index }: { readonly id: string; readonly index: number }) => (
      <>
        <HiddenField name={`${list}[${index}][id]`} value={id} />
        {`${ROW_NAMES[list]}\u00A0${index + 1}`}
      </>
    ),
  };
}

const ROW_NAMES = { team: 'Profil', support: 'Soutien', blockers: 'Blocage' } as const;

/** What is asked for, line by line, beside what was granted; totals are those of what was saved. */
export function BudgetFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('budget', desk.product.phase);
  const { budget } = desk.dossier.content;
  const totals = budgetTotals(budget);
  const isGranted = totals.granted > 0;
  const field = (line: (typeof BUDGET_LINES)[number], member: 'requested' | 'spent', what: string) => (
    <MoneyField
      name={`budget[${line}][${member}]`}
      label={`${BUDGET_LINE_LABELS[line]}\u00A0: ${what}`}
      labelHidden
      optional
      value={form.budget[line]?.[member] ?? ''}
      error={errors[`budget.${line}.${member}`]}
    />
  );
  return (
    <Section id={anchor} title={title} lead={lead}>
      <DataTable
        caption="Budget par ligne"
        captionHidden
        rows={BUDGET_LINES}
        rowKey={(line) => line}
        columns={[
          { key: 'line', header: 'Ligne', rowHeader: true, cell: (line) => BUDGET_LINE_LABELS[line] },
          { key: 'requested', header: 'Demandé', cell: (line) => field(line, 'requested', 'demandé') },
          ...(isGranted
            ? [
                {
                  key: 'granted',
                  header: 'Accordé la dernière fois',
                  numeric: true,
                  cell: (line: (typeof BUDGET_LINES)[number]) => <Money cents={budget[line].granted ?? 0} />,
                },
              ]
            : []),
          { key: 'spent', header: 'Dépensé à ce jour', cell: (line) => field(line, 'spent', 'dépensé') },
        ]}
        total={{
          line: 'Total enregistré',
          requested: <Money cents={totals.requested} />,
          granted: <Money cents={totals.granted} />,
          spent: <Money cents={totals.spent} />,
        }}
      />
      <p>
        <Button kind="tertiary" size="sm" name="intention" value="enregistrer">
          Enregistrer et calculer les totaux
        </Button>
      </p>
    </Section>
  );
}

export function TeamFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('team', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <DataTable
        caption="Profils"
        captionHidden
        rows={form.team.map((row, index) => ({ ...row, index }))}
        rowKey={({ id }) => id}
        columns={[
          numbered('team'),
          {
            key: 'profile',
            header: 'Profil',
            cell: ({ profile, index }) => cell(errors, 'team', index, 'profile', 'profil', profile),
          },
          {
            key: 'people',
            header: 'Personnes',
            cell: ({ people, index }) => cell(errors, 'team', index, 'people', 'personnes', people, 'xs'),
          },
          {
            key: 'days',
            header: 'Jours par semaine',
            cell: ({ daysPerWeek, index }) =>
              cell(errors, 'team', index, 'daysPerWeek', 'jours par semaine', daysPerWeek, 'xs'),
          },
        ]}
      />
      <MoreRows of="team">Enregistrer et ajouter un profil</MoreRows>
    </Section>
  );
}

export function SupportFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('support', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <DataTable
        caption="Soutien demandé"
        rows={form.support.map((row, index) => ({ ...row, index }))}
        rowKey={({ id }) => id}
        columns={[
          numbered('support'),
          {
            key: 'actor',
            header: 'À qui',
            cell: ({ actor, index }) => cell(errors, 'support', index, 'actor', 'à qui', actor),
          },
          {
            key: 'need',
            header: 'Ce que vous demandez',
            cell: ({ need, index }) => cell(errors, 'support', index, 'need', 'ce que vous demandez', need),
          },
          {
            key: 'objective',
            header: 'Pour quel objectif',
            cell: ({ objective, index }) =>
              cell(errors, 'support', index, 'objective', 'pour quel objectif', objective),
          },
        ]}
      />
      <MoreRows of="support">Enregistrer et ajouter un soutien</MoreRows>
      <DataTable
        caption="Blocages"
        rows={form.blockers.map((row, index) => ({ ...row, index }))}
        rowKey={({ id }) => id}
        columns={[
          numbered('blockers'),
          {
            key: 'what',
            header: 'Ce qui bloque',
            cell: ({ what, index }) => cell(errors, 'blockers', index, 'what', 'ce qui bloque', what),
          },
          {
            key: 'who',
            header: 'Qui peut le lever',
            cell: ({ who, index }) => cell(errors, 'blockers', index, 'who', 'qui peut le lever', who),
          },
          {
            key: 'expected',
            header: 'Attendu, et pour quand',
            cell: ({ expected, index }) =>
              cell(errors, 'blockers', index, 'expected', 'attendu, et pour quand', expected),
          },
        ]}
      />
      <MoreRows of="blockers">Enregistrer et ajouter un blocage</MoreRows>
    </Section>
  );
}

const MOMENTS = [
  ['sixMonthsAgo', 'Il y a six mois'],
  ['today', 'Aujourd’hui'],
  ['inSixMonths', 'Dans six mois'],
] as const;

export function StandardFields({ desk, form, errors }: DossierFormProps) {
  if (desk.product.phase === 'investigation') return null;
  const { anchor, title, lead } = partWords('standards', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <DataTable
        caption="Standards, il y a six mois, aujourd’hui et dans six mois"
        captionHidden
        rows={STANDARDS}
        rowKey={(standard) => standard}
        columns={[
          {
            key: 'standard',
            header: 'Standard',
            rowHeader: true,
            cell: (standard) => (
              <>
                {STANDARD_LABELS[standard]}
                <span class="fr-hint-text">{STANDARD_HINTS[standard]}</span>
              </>
            ),
          },
          ...MOMENTS.map(([moment, header]) => ({
            key: moment,
            header,
            cell: (standard: Standard) => (
              <TextArea
                name={`standards[${standard}][${moment}]`}
                label={`${STANDARD_LABELS[standard]}\u00A0: ${header.toLowerCase()}`}
                labelHidden
                optional
                rows={3}
                value={form.standards[standard]?.[moment] ?? ''}
                error={errors[`standards.${standard}.${moment}`]}
              />
            ),
          })),
        ]}
      />
    </Section>
  );
}
