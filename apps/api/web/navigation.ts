import type { NavItem } from '#libs/ui/index.js';

const ALWAYS: readonly NavItem[] = [
  { key: '/tableau-de-bord', label: 'Tableau de bord', href: '/tableau-de-bord' },
  { key: '/portefeuille', label: 'Portefeuille', href: '/portefeuille' },
  { key: '/comites', label: 'Comités', href: '/comites' },
  { key: '/journal', label: 'Journal', href: '/journal' },
];

/** The main menu; the mail catcher exists in embedded mode only. */
export function navigation(embedded: boolean): readonly NavItem[] {
  return embedded ? [...ALWAYS, { key: '/boite-d-essai', label: 'Boîte d’essai', href: '/boite-d-essai' }] : ALWAYS;
}
