import { describe, expect, it } from '@jest/globals';

import { renderFragment } from '#libs/ui/index.js';

import { someFacts } from '../../../test/support/decisions.builders.js';
import { FunderFields } from './decision-form.money.js';
import { blankForm, padded } from './decision-form.values.js';

describe('the funders of a decision', () => {
  it('are told apart by name or by number: no two fields share a label', () => {
    const sponsors = [{ id: 'dgcs', registerId: null, name: 'Cohésion sociale', acronym: null, kind: null }];
    const form = padded(blankForm({ facts: someFacts(), sponsors, dossier: null }), 'funders');
    const props = { form, errors: {} } as unknown as Parameters<typeof FunderFields>[0];
    const html = renderFragment(<FunderFields {...props} />);
    expect(html).toContain('Cohésion sociale');
    const numbered = [...html.matchAll(/(?:Nom|Montant) du \S+ cofinanceur/gu)].map(([label]) => label);
    expect(numbered.slice(0, 4)).toEqual([
      'Nom du 1er cofinanceur',
      'Montant du 1er cofinanceur',
      'Nom du 2e cofinanceur',
      'Montant du 2e cofinanceur',
    ]);
    expect(new Set(numbered).size).toBe(numbered.length);
  });
});
