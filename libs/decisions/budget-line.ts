/** The lines of a budget, in the order of the dossier (domain, « The dossier »). */
export const BUDGET_LINES = [
  'product-management',
  'development',
  'ux-ui',
  'deployment',
  'data',
  'user-support',
  'licences',
] as const;

export type BudgetLine = (typeof BUDGET_LINES)[number];

export const BUDGET_LINE_LABELS: Readonly<Record<BudgetLine, string>> = {
  'product-management': 'Gestion de produit',
  development: 'Développement',
  'ux-ui': 'Expérience et interface utilisateur',
  deployment: 'Déploiement et communication',
  data: 'Données',
  'user-support': 'Accompagnement des usagers',
  licences: 'Licences et infrastructure',
};
