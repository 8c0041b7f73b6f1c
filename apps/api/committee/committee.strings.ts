import { lowerFirst } from '#libs/kernel/index.js';
import type { Attendance, MissingRoles, PlanningWarning, Response } from '#libs/committees/index.js';
import { ROLE_LABELS, type Role } from '#libs/identity/index.js';
import type { Severity } from '#libs/ui/index.js';
import { processes } from '#workflows/index.js';

/** The words of the pages about committees. */
export const STRINGS = {
  list: {
    title: 'Comités',
    lead: 'Ce que vous préparez, et ce qui a été décidé.',
    plan: 'Planifier un comité',
    planHalfYear: 'Planifier le semestre',
    ahead: 'À venir',
    over: 'Passés',
    noneAhead: 'Aucun comité à venir',
    noneAheadText: 'Chaque produit en phase active passe en comité au moins tous les six mois.',
    noneOver: 'Aucun comité passé',
    noneOverText: 'Les comités tenus ou annulés apparaîtront ici.',
  },
  planning: {
    title: 'Planifier un comité',
    lead: 'Rien ne part avant que vous convoquiez\u00A0: vous pourrez encore tout changer.',
    products: 'Produits examinés',
    productsHint: 'Cinquante minutes chacun\u00A0; les plus pressants d’abord.',
    when: 'Date et lieu',
    people: 'Personnes conviées',
    peopleHint: 'D’après les rôles connus. Décochez qui ne doit pas venir.',
    nobody: 'Choisissez un produit puis mettez à jour l’aperçu\u00A0: les personnes conviées apparaîtront ici.',
    others: 'Inviter d’autres personnes',
    othersHint: 'Un usager, un partenaire, un sponsor que Jalon ne connaît pas encore.',
    preview: 'Mettre à jour l’aperçu',
    submit: 'Planifier le comité',
    check: 'À vérifier avant de planifier',
    whichIncubator: 'Pour quel incubateur\u00A0?',
  },
  refused: 'Cette action n’a pas été faite',
} as const;

export const STATE_LABELS: Readonly<Record<string, string>> = processes.committee.labels.states;

export const STATE_SEVERITIES: Readonly<Record<string, Severity>> = {
  planned: 'new',
  convened: 'info',
  preparing: 'info',
  decided: 'success',
  closed: 'neutral',
  postponed: 'warning',
  cancelled: 'error',
};

export const RESPONSE_LABELS: Readonly<Record<Response, { readonly label: string; readonly severity: Severity }>> = {
  awaited: { label: 'Sans réponse', severity: 'neutral' },
  accepted: { label: 'Accepte', severity: 'success' },
  declined: { label: 'Décline', severity: 'error' },
  tentative: { label: 'Provisoire', severity: 'warning' },
  represented: { label: 'Sera représenté·e', severity: 'info' },
};

export const ATTENDANCE_LABELS: Readonly<Record<Attendance, string>> = {
  present: 'Présence',
  represented: 'Représentation',
  absent: 'Absence',
};

export const CHECK_LABELS = {
  done: { label: 'Fait', severity: 'success' },
  skipped: { label: 'Passé', severity: 'neutral' },
  coming: { label: 'À venir', severity: 'info' },
  stopped: { label: 'Arrêté', severity: 'warning' },
} as const satisfies Record<string, { label: string; severity: Severity }>;

const MISSING: Partial<Record<Role, string>> = {
  sponsor: 'Aucun sponsor n’est connu',
  intrapreneur: 'Aucun·e intrapreneur·e n’est connu·e',
  'incubator-lead': 'Aucun·e responsable d’incubateur n’est convié·e',
  'dinum-portfolio-manager': 'Aucun·e responsable de portefeuille de la DINUM n’est convié·e',
};

const DECLINED: Partial<Record<Role, string>> = {
  sponsor: 'Le sponsor ne viendra pas, et personne ne le représente',
  intrapreneur: 'L’intrapreneur·e ne viendra pas, et personne ne prend sa place',
  'incubator-lead': 'La ou le responsable d’incubateur ne viendra pas, et personne ne prend sa place',
  'dinum-portfolio-manager':
    'La ou le responsable de portefeuille de la DINUM ne viendra pas, et personne ne prend sa place',
};

/** One sentence for each person who must be there and is not: « Alpha : aucun sponsor n’est connu. » */
export function missingSentences(missing: readonly MissingRoles[]): readonly string[] {
  return missing.flatMap(({ productName, roles, declined }) => [
    ...roles.map((role) => `${productName}\u00A0: ${lowerFirst(MISSING[role] ?? `il manque ${ROLE_LABELS[role]}`)}.`),
    ...declined.map(
      (role) => `${productName}\u00A0: ${lowerFirst(DECLINED[role] ?? `${ROLE_LABELS[role]} absent·e`)}.`,
    ),
  ]);
}

/** Those that mean that something is likely wrong rather than good to know. */
export const SERIOUS: ReadonlySet<PlanningWarning['code']> = new Set(['weekend', 'public-holiday', 'year-end-closing']);
