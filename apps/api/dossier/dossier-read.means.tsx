import { BUDGET_LINE_LABELS, BUDGET_LINES } from '#libs/decisions/index.js';
import { budgetTotals, STANDARD_LABELS, STANDARDS } from '#libs/dossiers/index.js';
import { DataTable, Money, Section } from '#libs/ui/index.js';

import type { ReadProps } from './dossier-page.js';
import { dossierStrings as say, partWords } from './dossier.strings.js';
import { typedFigure } from './figures.js';

export function NextObjectives({ content, desk }: ReadProps) {
  if (content.proposal === 'stop' && content.nextObjectives.length === 0) return null;
  const { anchor, title } = partWords('nextObjectives', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      <DataTable
        caption="Objectifs proposés et critères de réussite"
        captionHidden
        empty={say.nothing}
        rows={content.nextObjectives.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'text', header: 'Objectif', rowHeader: true, cell: ({ text }) => text },
          { key: 'three', header: 'À trois mois', cell: ({ criterionThreeMonths }) => criterionThreeMonths },
          { key: 'six', header: 'À six mois', cell: ({ criterionSixMonths }) => criterionSixMonths },
        ]}
      />
    </Section>
  );
}

export function Budget({ content, desk }: ReadProps) {
  const { anchor, title } = partWords('budget', desk.product.phase);
  const { budget } = content;
  const totals = budgetTotals(budget);
  const used = BUDGET_LINES.filter((line) => Object.values(budget[line]).some((cents) => (cents ?? 0) > 0));
  const money = (cents: number | null) => <Money cents={cents ?? 0} />;
  return (
    <Section id={anchor} title={title} lead="Toutes taxes comprises, pour les six mois à venir.">
      <DataTable
        caption="Budget par ligne"
        captionHidden
        empty={say.nothing}
        rows={used}
        rowKey={(line) => line}
        columns={[
          { key: 'line', header: 'Ligne', rowHeader: true, cell: (line) => BUDGET_LINE_LABELS[line] },
          { key: 'requested', header: 'Demandé', numeric: true, cell: (line) => money(budget[line].requested) },
          { key: 'granted', header: 'Accordé avant', numeric: true, cell: (line) => money(budget[line].granted) },
          { key: 'spent', header: 'Dépensé', numeric: true, cell: (line) => money(budget[line].spent) },
        ]}
        total={{
          line: 'Total',
          requested: money(totals.requested),
          granted: money(totals.granted),
          spent: money(totals.spent),
        }}
      />
    </Section>
  );
}

export function Team({ content, desk }: ReadProps) {
  if (content.team.length === 0) return null;
  const { anchor, title } = partWords('team', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      <DataTable
        caption="Équipe"
        captionHidden
        rows={content.team.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'profile', header: 'Profil', rowHeader: true, cell: ({ profile }) => profile },
          { key: 'people', header: 'Personnes', numeric: true, cell: ({ people }) => typedFigure(people) },
          {
            key: 'days',
            header: 'Jours par semaine',
            numeric: true,
            cell: ({ daysPerWeek }) => typedFigure(daysPerWeek),
          },
        ]}
      />
    </Section>
  );
}

export function Support({ content, desk }: ReadProps) {
  const { support, blockers } = content;
  if (support.length === 0 && blockers.length === 0) return null;
  const { anchor, title } = partWords('support', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      {support.length > 0 && (
        <DataTable
          caption="Soutien demandé"
          rows={support.map((one, index) => ({ ...one, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            { key: 'actor', header: 'Qui', rowHeader: true, cell: ({ actor }) => actor },
            { key: 'need', header: 'Demande', cell: ({ need }) => need },
            { key: 'objective', header: 'Objectif servi', cell: ({ objective }) => objective },
          ]}
        />
      )}
      {blockers.length > 0 && (
        <DataTable
          caption="Blocages"
          rows={blockers.map((one, index) => ({ ...one, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            { key: 'what', header: 'Ce qui bloque', rowHeader: true, cell: ({ what }) => what },
            { key: 'who', header: 'Qui peut le lever', cell: ({ who }) => who },
            { key: 'expected', header: 'Attendu', cell: ({ expected }) => expected },
          ]}
        />
      )}
    </Section>
  );
}

export function Standards({ content, desk }: ReadProps) {
  if (desk.product.phase === 'investigation') return null;
  const { anchor, title } = partWords('standards', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      <DataTable
        empty={say.nothing}
        caption="Standards, il y a six mois, aujourd’hui et dans six mois"
        captionHidden
        rows={STANDARDS.filter((one) => Object.values(content.standards[one]).some((text) => text !== ''))}
        rowKey={(one) => one}
        columns={[
          { key: 'standard', header: 'Standard', rowHeader: true, cell: (one) => STANDARD_LABELS[one] },
          { key: 'before', header: 'Il y a six mois', cell: (one) => content.standards[one].sixMonthsAgo },
          { key: 'today', header: 'Aujourd’hui', cell: (one) => content.standards[one].today },
          { key: 'after', header: 'Dans six mois', cell: (one) => content.standards[one].inSixMonths },
        ]}
      />
    </Section>
  );
}
