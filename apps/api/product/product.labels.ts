/** The register's words for events, as people say them. */
const EVENTS: Readonly<Record<string, string>> = {
  committee: 'Comité d’investissement annoncé',
  product_launch: 'Lancement du produit',
  fast: 'Financement par le FAST',
  national_impact: 'Produit d’impact national',
  eig: 'Programme d’entrepreneurs d’intérêt général',
  end: 'Fin du produit annoncée',
  other: 'Événement',
};

export const eventLabel = (name: string): string => EVENTS[name] ?? (name === '' ? 'Événement' : name);

/** Links of a product, in the order they are shown. */
export const LINKS: readonly (readonly [name: string, label: string])[] = [
  ['website', 'Site du produit'],
  ['impact', 'Mesure d’impact'],
  ['statistics', 'Statistiques'],
  ['budget', 'Budget publié'],
  ['repository', 'Code source'],
  ['dashlord', 'Bonnes pratiques techniques (DashLord)'],
];
