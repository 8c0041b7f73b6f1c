import type { HistoryContext } from './product-history.js';
import type { RegisterProduct } from './parse-register.js';

/** A product in construction, carried by a known incubator, paid for by a known organisation: nothing odd in it. */
export function aProduct(attributes: Record<string, unknown> = {}, relationships: unknown = carriedBy('fabrique')) {
  return {
    id: 'le-produit',
    type: 'startup',
    attributes: {
      name: 'Le produit',
      pitch: 'Simplifier une démarche',
      phases: [
        { name: 'investigation', start: '2025-01-06', end: '' },
        { name: 'construction', start: '2025-03-03', end: '' },
      ],
      events: [],
      sponsors: ['dgcs'],
      ...attributes,
    },
    relationships,
  } satisfies RegisterProduct & { type: 'startup' };
}

export function carriedBy(incubator: string): unknown {
  return { incubator: { data: { type: 'incubator', id: incubator } } };
}

/** The day the tests read on, and what the register is known to hold. */
export const context: HistoryContext = {
  today: '2026-03-02',
  organisations: new Set(['dgcs', 'dinum']),
  incubators: new Set(['fabrique', 'atelier']),
};

/** A register's file around some products, with the incubator « fabrique ». */
export function aFile(...data: readonly unknown[]) {
  return {
    data,
    included: [
      { id: 'fabrique', type: 'incubator', attributes: { title: 'La Fabrique', owner: '/organisations/dinum' } },
    ],
  };
}
