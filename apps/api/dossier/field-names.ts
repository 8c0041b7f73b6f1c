import { BUDGET_LINE_LABELS, type BudgetLine } from '#libs/decisions/index.js';
import { type DossierContent, STANDARD_LABELS, type Standard } from '#libs/dossiers/index.js';

/** One field of the form, wherever it is: in a row known by its id, in a line of the budget. */
const MEMBERS: Readonly<Record<string, string>> = {
  text: 'intitulé',
  change: 'ce qu’elle change',
  criterion: 'succès attendu',
  criterionThreeMonths: 'à trois mois',
  criterionSixMonths: 'à six mois',
  status: 'atteint ou non',
  result: 'résultat aujourd’hui',
  why: 'pourquoi',
  outcome: 'ce qu’elle est devenue',
  learned: 'ce que vous savez maintenant',
  name: 'ce qu’il mesure',
  kind: 'nature',
  cell: 'matrice d’impact',
  unit: 'unité',
  units: 'nombre obtenu',
  period: 'période',
  previous: 'il y a six mois',
  previousTarget: 'cible d’il y a six mois',
  value: 'aujourd’hui',
  target: 'cible dans six mois',
  source: 'source',
  requested: 'demandé',
  spent: 'dépensé',
  profile: 'profil',
  people: 'personnes',
  daysPerWeek: 'jours par semaine',
  actor: 'à qui',
  need: 'ce que vous demandez',
  objective: 'pour quel objectif',
  what: 'ce qui bloque',
  who: 'qui peut le lever',
  expected: 'attendu, et pour quand',
  sixMonthsAgo: 'il y a six mois',
  today: 'aujourd’hui',
  inSixMonths: 'dans six mois',
  choice: 'trajectoire',
  plan: 'comment',
};

const FIELDS: Readonly<Record<string, string>> = {
  problem: 'Le problème',
  users: 'Les usagers concernés',
  demonstrationUrl: 'Adresse de la démonstration',
  impact: 'Usage et impact',
  learnings: 'Les enseignements',
  strategy: 'La stratégie',
  hypotheses: 'Les hypothèses à vérifier',
  proposal: 'La proposition de l’équipe',
  proposalReason: 'Le pourquoi de la proposition',
  proposalNext: 'La suite de la proposition',
  northStar: 'L’étoile polaire',
  unitCost: 'Coût par unité',
  trajectory: 'La pérennisation',
  'priorities.first': 'Priorité 1',
  'priorities.second': 'Priorité 2',
  'priorities.third': 'Priorité 3',
};

const ROWS: Readonly<Record<string, string>> = {
  objectives: 'Objectif',
  hypothesesThen: 'Hypothèse',
  indicators: 'Indicateur',
  nextObjectives: 'Objectif à venir',
  team: 'Profil',
  support: 'Soutien',
  blockers: 'Blocage',
};

/**
 * A field as people call it: `Indicateur « Connexions », aujourd’hui`, `Budget, Développement : demandé`.
 * @param path as merging names it; rows are known by their ids.
 * @param contents where its row may be found: of somebody's row, only their own dossier knows the name.
 */
export function fieldName(path: string, ...contents: readonly DossierContent[]): string {
  const [field = '', key = '', member] = path.split('.');
  const detail = member === undefined ? '' : (MEMBERS[member] ?? member);
  if (field === 'budget') return `Budget, ${BUDGET_LINE_LABELS[key as BudgetLine]}\u00A0: ${detail}`;
  if (field === 'standards') return `${STANDARD_LABELS[key as Standard]}, ${detail}`;
  const row = ROWS[field];
  if (row) return [`${row} ${rowName(field, key, contents)}`, detail].filter(Boolean).join(', ');
  const named = FIELDS[`${field}.${key}`];
  if (named) return detail ? `${named}, ${detail}` : named;
  return [FIELDS[field] ?? field, MEMBERS[key]].filter(Boolean).join(', ');
}

function rowName(field: string, id: string, contents: readonly DossierContent[]): string {
  for (const content of contents) {
    const rows = content[field as keyof DossierContent] as readonly Readonly<Record<string, unknown>>[];
    const index = rows.findIndex((row) => row['id'] === id);
    const row = rows[index];
    if (!row) continue;
    const [words] = Object.entries(row).flatMap(([name, value]) =>
      ['text', 'name', 'profile', 'actor', 'what'].includes(name) && typeof value === 'string' && value !== ''
        ? [value]
        : [],
    );
    return words ? `«\u00A0${words.length > 60 ? `${words.slice(0, 60)}…` : words}\u00A0»` : String(index + 1);
  }
  return '';
}

/** Some fields, as one enumeration of at most `most`; the others are counted. */
export function fieldNames(paths: readonly string[], most: number, ...contents: readonly DossierContent[]): string {
  const names = [...new Set(paths.map((path) => fieldName(path, ...contents)))];
  const rest = names.length - most;
  return new Intl.ListFormat('fr', { type: 'conjunction' }).format(
    rest > 0 ? [...names.slice(0, most), `${rest} autre${rest > 1 ? 's' : ''}`] : names,
  );
}

/** What stands at a path: a value, a whole row, or nothing. */
export function valueAt(whole: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (Array.isArray(value))
      return (value as readonly Readonly<Record<string, unknown>>[]).find((row) => row['id'] === name);
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Readonly<Record<string, unknown>>)[name];
  }, whole);
}
