import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { formatEuros, parseEuros, sumCents } from '#libs/kernel/index.js';
import { renderMail } from '#libs/mail/index.js';

import { aDecision } from '../../test/support/decisions.builders.js';
import { BUDGET_LINES } from './budget-line.js';
import { operationsOrder } from './operations-order.mail.js';

const committee = (...products: readonly { readonly id: string; readonly name: string }[]) => ({
  startsAt: '2026-06-15T12:00:00.000Z',
  incubatorName: 'Fabrique des territoires',
  products: products.map((product, index) => ({ ...product, position: index + 1, phase: 'construction' as const })),
});

function textOf(...order: Parameters<typeof operationsOrder>): string {
  const { text } = renderMail({ ...operationsOrder(...order), reason: 'Vous recevez ce message.' });
  // Lines are cut at eighty columns.
  return text.replaceAll(/\n +/gu, ' ');
}

describe('telling operations what to order', () => {
  it('says product by product what is granted, for when, by whom, and what is to be lifted', () => {
    const decision = aDecision({
      funders: [{ organisationId: null, name: 'Direction de l’habitat', cents: 200_000_00 }],
      blockers: [{ what: 'Marché de développement', who: 'Équipe achats', by: '2026-07-10' }],
      phase: 'acceleration',
    });
    const text = textOf(
      committee({ id: decision.productId, name: 'Passerelle Logement' }),
      [decision],
      'https://jalon.example/comites/1',
    );
    for (const said of [
      'Passerelle Logement',
      'Passage en accélération',
      'Développement\u00A0: 140\u202F000\u00A0€',
      'Total\u00A0: 200\u202F000\u00A0€',
      'du 1er\u00A0juillet 2026 au 31\u00A0décembre 2026',
      'Direction de l’habitat\u00A0: 200\u202F000\u00A0€',
      'Marché de développement (Équipe achats, avant le 10\u00A0juillet 2026)',
      'https://jalon.example/comites/1',
    ])
      expect(text).toContain(said);
  });

  it('says that there is nothing to order when a product stops', () => {
    const decision = aDecision({
      means: 'stop',
      phase: 'stopped.abandoned',
      stopReason: 'no-funding',
      amounts: [],
      period: null,
    });
    const text = textOf(
      committee({ id: decision.productId, name: 'Passerelle' }),
      [decision],
      'https://jalon.example/',
    );
    expect(text).toContain('Rien à commander');
    expect(text).toContain('Plus de financement');
  });

  it('is exact to the cent, whatever people typed', () => {
    const typed = fc.integer({ min: 1, max: 1_000_000_000_00 }).map((cents) => formatEuros(cents));
    fc.assert(
      fc.property(
        fc.array(fc.array(typed, { minLength: 1, maxLength: BUDGET_LINES.length }), { minLength: 1, maxLength: 4 }),
        (products) => {
          const decisions = products.map((amounts) =>
            aDecision({
              amounts: amounts.map((amount, index) => ({
                line: BUDGET_LINES[index] ?? 'data',
                cents: parseEuros(amount) ?? Number.NaN,
                requestedCents: null,
              })),
            }),
          );
          const text = textOf(
            committee(...decisions.map(({ productId }, index) => ({ id: productId, name: `Produit ${index}` }))),
            decisions,
            'https://jalon.example/',
          );
          for (const amount of products.flat()) expect(text).toContain(`: ${amount}`);
          for (const { totalCents } of decisions) expect(text).toContain(`Total\u00A0: ${formatEuros(totalCents)}`);
          const all = sumCents(decisions.map((decision) => decision.totalCents));
          expect(text).toContain(`Total accordé par le comité\u00A0: ${formatEuros(all)}`);
        },
      ),
      { numRuns: 100 },
    );
  });
});
