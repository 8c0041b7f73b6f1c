import { FIRST, SECOND } from './cast.js';

/** What the committee decides on one product, in the words of the form. */
export interface Decided {
  readonly product: { readonly name: string };
  readonly summary: string;
  readonly recalled: { readonly text: string; readonly outcome: string; readonly result: string };
  readonly means: string;
  readonly phase: string;
  /** By budget line, as typed and as written in mails. */
  readonly amounts: readonly (readonly [line: string, typed: string, written: string])[];
  readonly total: string;
  readonly funders: readonly (readonly [name: string, typed: string])[];
  readonly reservation: string | null;
  readonly blocker: { readonly what: string; readonly who: string } | null;
  readonly objectives: readonly (readonly [text: string, atSixMonths: string])[];
}

/** The first product moves on, with money to the cent. */
export const firstDecision: Decided = {
  product: FIRST,
  summary: 'L’équipe a présenté ses résultats : douze départements utilisent le service.',
  recalled: {
    text: 'Ouvrir le service à dix départements',
    outcome: 'Validé',
    result: 'Douze départements ouverts.',
  },
  means: 'Poursuite avec un budget plus important',
  phase: 'Passage en accélération',
  amounts: [
    ['Gestion de produit', '60 000,50', '60 000,50 €'],
    ['Développement', '180000', '180 000 €'],
    ['Données', '12 345,67', '12 345,67 €'],
  ],
  total: '252 346,17 €',
  funders: [
    ['Direction générale de la cohésion sociale', '200 000'],
    ['Fonds d’accélération', '52 346,17'],
  ],
  reservation: 'Publier la page d’impact avant l’été',
  blocker: { what: 'Ouvrir l’accès aux données des allocations', who: 'Simone Aubert' },
  objectives: [
    ['Atteindre 4 % du public', 'Quarante mille foyers aidés'],
    ['Réduire le non-recours', 'Deux points de moins dans trois départements'],
  ],
};

/** The second product stays where it is, with less. */
export const secondDecision: Decided = {
  product: SECOND,
  summary: 'L’usage progresse moins que prévu.',
  recalled: { text: 'Trois mairies pilotes', outcome: 'Invalidé', result: 'Une seule mairie a commencé.' },
  means: 'Poursuite avec un budget réduit',
  phase: 'Maintien dans la phase « Construction »',
  amounts: [['Développement', '40 000', '40 000 €']],
  total: '40 000 €',
  funders: [],
  reservation: null,
  blocker: null,
  objectives: [['Convaincre deux autres mairies', 'Trois mairies instruisent avec le service']],
};

/** Of both products together, as operations read it. */
export const GRAND_TOTAL = '292 346,17 €';
