/** Roles held in an incubator. */
export const INCUBATOR_ROLES = [
  'incubator-lead',
  'portfolio-manager',
  'dinum-portfolio-manager',
  'operations',
] as const;

/** Roles held for one product. */
export const PRODUCT_ROLES = ['intrapreneur', 'coach', 'team-member', 'sponsor', 'other-directorate', 'guest'] as const;

export type IncubatorRole = (typeof INCUBATOR_ROLES)[number];
export type ProductRole = (typeof PRODUCT_ROLES)[number];
export type Role = IncubatorRole | ProductRole;

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  'incubator-lead': 'Responsable d’incubateur',
  'portfolio-manager': 'Responsable de portefeuille',
  'dinum-portfolio-manager': 'Responsable de portefeuille à la DINUM',
  operations: 'Opérations et achats',
  intrapreneur: 'Intrapreneur·e',
  coach: 'Coach',
  'team-member': 'Membre de l’équipe',
  sponsor: 'Sponsor',
  'other-directorate': 'Autre direction concernée',
  guest: 'Invité·e',
};

/** Who must be at the committee (domain, half-yearly cycle, rule 5). */
export const MANDATORY_ROLES: readonly Role[] = [
  'intrapreneur',
  'sponsor',
  'incubator-lead',
  'dinum-portfolio-manager',
];

/** The title of a person where their role is said beside it: none when it is that very role. */
export function titleBeside(title: string | null, role: Role): string | null {
  return title?.trim().toLowerCase() === ROLE_LABELS[role].toLowerCase() ? null : title || null;
}
