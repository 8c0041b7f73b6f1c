import { BUDGET_LINE_LABELS, BUDGET_LINES } from '#libs/decisions/index.js';
import { type Cents, formatEuros, frenchDate, parisDate } from '#libs/kernel/index.js';
import type { BookBlock, BookColumn, BookSection, PrintedDossier } from '#libs/pdf/index.js';
import { LIFECYCLE_LABELS, type LifecycleState } from '#workflows/contract/index.js';

import { type DossierContent, PRIORITY_RANKS, STANDARDS } from './dossier.content.js';
import type { Submission } from './dossier.js';
import {
  HYPOTHESIS_OUTCOME_LABELS,
  INDICATOR_KIND_LABELS,
  MATRIX_CELL_LABELS,
  OBJECTIVE_STATUS_LABELS,
  PROPOSAL_LABELS,
  STANDARD_LABELS,
  TRAJECTORY_LABELS,
} from './dossier-labels.js';
import { partTitle } from './dossier-parts.js';
import { budgetTotals, costPerUnit, type DossierPart, isVain, leadsToSustainability } from './dossier-rules.js';
import type { UnitCostPoint } from './indicator-history.js';

/** What a dossier is printed from. */
export interface DossierToPrint {
  readonly product: { readonly name: string; readonly phase: LifecycleState };
  readonly submission: Submission;
  /** What a unit cost at the committee before. */
  readonly costBefore: UnitCostPoint | undefined;
}

/** A submitted dossier as the press takes it: the same content as its page, in the same order. */
export function printed({ product, submission, costBefore }: DossierToPrint): PrintedDossier {
  const { content, at } = submission;
  const { phase } = product;
  const section = (part: DossierPart | 'support', blocks: readonly (BookBlock | false)[]): readonly BookSection[] => {
    const kept = blocks.filter((one) => one !== false);
    return kept.length > 0 || EXPECTED.has(part) ? [{ title: partTitle(part, phase), blocks: kept }] : [];
  };
  return {
    product: product.name,
    standing: `${LIFECYCLE_LABELS[phase]} · déposé le ${frenchDate(parisDate(at))}`,
    ...(content.proposal === 'continue'
      ? {}
      : {
          proposal: {
            title: `L’équipe propose de ${PROPOSAL_LABELS[content.proposal].toLowerCase()}`,
            text: `${content.proposalReason}\n\n${content.proposalNext}`,
          },
        }),
    sections: [
      ...section('problem', [
        text(content.problem),
        text(content.users, 'Les usagers concernés'),
        text(content.demonstrationUrl, 'La démonstration'),
      ]),
      ...section('results', [results(content)]),
      ...section('impact', [text(content.impact)]),
      ...section('indicators', indicators(content, costBefore)),
      ...section('learnings', [text(content.learnings)]),
      ...section('hypothesesThen', [hypotheses(content)]),
      ...section('strategy', [
        text(content.strategy),
        priorities(content),
        text(content.hypotheses, 'Hypothèses à vérifier'),
      ]),
      ...section('nextObjectives', [nextObjectives(content)]),
      ...section('budget', [budget(content)]),
      ...section('team', [team(content)]),
      ...section('support', support(content)),
      ...section('standards', [standards(content)]),
      ...(leadsToSustainability(phase) ? section('trajectory', trajectory(content)) : []),
    ],
  };
}

/** Parts that a committee misses when they are empty. */
const EXPECTED: ReadonlySet<string> = new Set<DossierPart>(['problem', 'impact', 'indicators', 'strategy', 'budget']);

const text = (typed: string, heading?: string): BookBlock | false =>
  typed !== '' && { kind: 'prose', text: typed, ...(heading === undefined ? {} : { heading }) };

const table = (
  columns: readonly BookColumn[],
  rows: readonly (readonly string[])[],
  total?: readonly string[],
): BookBlock | false => rows.length > 0 && { kind: 'table', columns, rows, ...(total ? { total } : {}) };

const figures = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });
const figure = (value: number | null): string => (value === null ? '' : figures.format(value));
const euros = (cents: Cents | null): string => (cents === null ? '' : formatEuros(cents));
const lines = (...typed: readonly string[]): string => typed.filter((one) => one !== '').join('\n');

const results = ({ objectives }: DossierContent): BookBlock | false =>
  table(
    [
      { title: 'Objectif', share: 1.1 },
      { title: 'Atteint', share: 0.5 },
      { title: 'Résultat aujourd’hui', share: 1.2 },
    ],
    objectives.map((one) => [
      lines(one.text, one.criterion && `Succès attendu\u00A0: ${one.criterion}`),
      one.status === null ? '' : OBJECTIVE_STATUS_LABELS[one.status],
      lines(one.result, one.why),
    ]),
  );

function indicators(content: DossierContent, before: UnitCostPoint | undefined): readonly (BookBlock | false)[] {
  const cents = costPerUnit(content);
  const unit = content.unitCost.unit;
  return [
    isVain(content) && {
      kind: 'notice',
      title: 'Aucun indicateur d’impact',
      text: 'Le comité décide d’après l’impact\u00A0: ni l’effort ni l’usage ne montrent que le problème diminue.',
    },
    table(
      [
        { title: 'Indicateur', share: 1.6 },
        { title: 'Nature', share: 0.8 },
        { title: 'Il y a six mois', numeric: true },
        { title: 'Cible d’alors', numeric: true },
        { title: 'Aujourd’hui', numeric: true },
        { title: 'Dans six mois', numeric: true },
      ],
      content.indicators.map((one) => [
        lines(
          one.name,
          [
            one.id === content.northStar && 'étoile polaire',
            one.unit,
            one.period,
            one.source && `source\u00A0: ${one.source}`,
          ]
            .filter(Boolean)
            .join(', '),
        ),
        lines(one.kind ? INDICATOR_KIND_LABELS[one.kind] : '', one.cell ? MATRIX_CELL_LABELS[one.cell] : ''),
        figure(one.previous),
        figure(one.previousTarget),
        figure(one.value),
        figure(one.target),
      ]),
    ),
    cents !== null &&
      text(
        `Coût par unité${unit === '' ? '' : ` (${unit})`}\u00A0: ${formatEuros(cents)}${before ? `, contre ${formatEuros(before.cents)} au comité du ${frenchDate(before.date)}` : ''}.`,
      ),
  ];
}

const hypotheses = ({ hypothesesThen }: DossierContent): BookBlock | false =>
  table(
    [{ title: 'Hypothèse' }, { title: 'Devenue', share: 0.5 }, { title: 'Ce que l’on sait maintenant' }],
    hypothesesThen.map(({ text, outcome, learned }) => [
      text,
      outcome === null ? '' : HYPOTHESIS_OUTCOME_LABELS[outcome],
      learned,
    ]),
  );

const priorities = ({ priorities }: DossierContent): BookBlock | false =>
  table(
    [{ title: 'Priorité' }, { title: 'Ce qu’elle change' }],
    PRIORITY_RANKS.flatMap((rank, at) => {
      const { text, change } = priorities[rank];
      return text === '' ? [] : [[`${at + 1}. ${text}`, change]];
    }),
  );

const nextObjectives = ({ nextObjectives }: DossierContent): BookBlock | false =>
  table(
    [{ title: 'Objectif proposé' }, { title: 'Réussi à trois mois si' }, { title: 'Réussi à six mois si' }],
    nextObjectives.map((one) => [one.text, one.criterionThreeMonths, one.criterionSixMonths]),
  );

function budget({ budget }: DossierContent): BookBlock | false {
  const used = BUDGET_LINES.filter((line) => Object.values(budget[line]).some((cents) => (cents ?? 0) > 0));
  const { requested, granted, spent } = budgetTotals(budget);
  return table(
    [
      { title: 'Ligne' },
      { title: 'Demandé', numeric: true },
      { title: 'Accordé avant', numeric: true },
      { title: 'Dépensé', numeric: true },
    ],
    used.map((line) => {
      const { requested, granted, spent } = budget[line];
      return [BUDGET_LINE_LABELS[line], euros(requested), euros(granted), euros(spent)];
    }),
    ['Total', euros(requested), euros(granted), euros(spent)],
  );
}

const team = ({ team }: DossierContent): BookBlock | false =>
  table(
    [{ title: 'Profil' }, { title: 'Personnes', numeric: true }, { title: 'Jours par semaine', numeric: true }],
    team.map(({ profile, people, daysPerWeek }) => [profile, figure(people), figure(daysPerWeek)]),
  );

const support = ({ support, blockers }: DossierContent): readonly (BookBlock | false)[] => [
  table(
    [{ title: 'Soutien demandé à' }, { title: 'Demande' }, { title: 'Objectif servi' }],
    support.map(({ actor, need, objective }) => [actor, need, objective]),
  ),
  table(
    [{ title: 'Ce qui bloque' }, { title: 'Qui peut le lever' }, { title: 'Attendu' }],
    blockers.map(({ what, who, expected }) => [what, who, expected]),
  ),
];

const standards = ({ standards }: DossierContent): BookBlock | false =>
  table(
    [{ title: 'Standard' }, { title: 'Il y a six mois' }, { title: 'Aujourd’hui' }, { title: 'Dans six mois' }],
    STANDARDS.flatMap((one) => {
      const { sixMonthsAgo, today, inSixMonths } = standards[one];
      return [sixMonthsAgo, today, inSixMonths].every((typed) => typed === '')
        ? []
        : [[STANDARD_LABELS[one], sixMonthsAgo, today, inSixMonths]];
    }),
  );

const trajectory = ({ trajectory: { choice, plan } }: DossierContent): readonly (BookBlock | false)[] => [
  choice !== null && text(TRAJECTORY_LABELS[choice]),
  text(plan),
];
