import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { BLANK_DOSSIER, dossierContent, type DossierContent } from '#libs/dossiers/index.js';

import { formOf, readDossier } from './dossier-form.read.js';
import { compacted, dossierForm, padded, shownRows } from './dossier-form.values.js';
import { parseFigure, typedFigure } from './figures.js';
import { fieldName, fieldNames, valueAt } from './field-names.js';

const content: DossierContent = dossierContent.parse({
  ...BLANK_DOSSIER,
  problem: 'Un problème',
  proposal: 'pivot',
  objectives: [{ objectiveId: null, text: 'Ouvrir', criterion: '', result: 'Fait', status: 'reached', why: '' }],
  indicators: [
    {
      name: 'Aides',
      kind: 'impact',
      unit: '',
      period: '',
      previous: -3,
      previousTarget: 900,
      value: 1_250.5,
      target: null,
      source: '',
    },
  ],
  team: [{ profile: 'Développement', people: 2, daysPerWeek: 4.5 }],
  budget: { ...BLANK_DOSSIER.budget, data: { requested: 123_456_78, granted: null, spent: 0 } },
});

describe('figures', () => {
  it('come back exactly from how they are written', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 12) + 1, max: 10 ** 12 - 1 }),
        fc.integer({ min: 0, max: 3 }),
        (digits, power) => {
          const value = digits / 10 ** power;
          expect(parseFigure(typedFigure(value))).toBe(value);
        },
      ),
    ));

  it.each([
    '12 %',
    '1e5',
    '1.2.3',
    'douze',
    '1 25',
    '--1',
    '1,',
    '0x10',
    'Infinity',
    '9'.repeat(16),
    '123456789012,123456',
  ])('are not %p', (typed) => expect(parseFigure(typed)).toBeUndefined());
});

describe('the form of a dossier', () => {
  it('says what was saved, and reads back to it, blank rows or not', () => {
    const back = readDossier(compacted(dossierForm.parse(padded(formOf(content), 'indicators'))));
    expect(back).toEqual({ content, fields: {} });
  });

  it('is blank when nothing is sent, whatever is sent', () => {
    for (const body of [{}, { objectives: 'x', budget: [], standards: null, problem: ['a'], indicators: [3] }])
      expect(readDossier(compacted(dossierForm.parse(body)))).toEqual({ content: BLANK_DOSSIER, fields: {} });
  });

  it('ties what cannot be read to its field, in the numbering of the rows that are filled in', () => {
    const form = formOf(content);
    const typed = dossierForm.parse({
      ...form,
      indicators: [{ name: '' }, { ...form.indicators[0], value: '12 %' }],
      budget: { development: { requested: '-5', spent: '' } },
    });
    expect(Object.keys(readDossier(compacted(typed)).fields)).toEqual([
      'indicators.0.value',
      'budget.development.requested',
    ]);
  });

  it('says which rows it held, so that what it never showed is not taken for taken out', () => {
    const form = padded(formOf(content));
    expect(shownRows(form).size).toBe(
      Object.values(form).reduce((sum, one) => sum + (Array.isArray(one) ? one.length : 0), 0),
    );
  });

  it('calls each field as people do', () => {
    const [indicator, profile] = [content.indicators[0]?.id, content.team[0]?.id];
    expect(fieldName('problem', content)).toBe('Le problème');
    expect(fieldName('budget.data.requested', content)).toBe('Budget, Données\u00A0: demandé');
    expect(fieldName(`indicators.${indicator}.value`, content)).toBe('Indicateur «\u00A0Aides\u00A0», aujourd’hui');
    expect(fieldName(`team.${profile}`, BLANK_DOSSIER, content)).toBe('Profil «\u00A0Développement\u00A0»');
    expect(fieldName('priorities.first.change', content)).toBe('Priorité 1, ce qu’elle change');
    expect(fieldNames(['problem', 'users', 'learnings', 'strategy'], 2, content)).toBe(
      'Le problème, Les usagers concernés et 2 autres',
    );
    expect(valueAt(formOf(content), `indicators.${indicator}.value`)).toBe('1\u202F250,5');
  });
});
