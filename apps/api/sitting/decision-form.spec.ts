import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { BUDGET_LINES } from '#libs/decisions/index.js';
import { BLANK_DOSSIER } from '#libs/dossiers/index.js';
import { formatEuros } from '#libs/kernel/index.js';

import { aDecision, anObjective, someFacts } from '../../../test/support/decisions.builders.js';
import {
  blankForm,
  compacted,
  type DecisionForm,
  decisionForm,
  formOf,
  padded,
  readDecision,
} from './decision-form.values.js';

const sources = { facts: someFacts(), sponsors: [], dossier: null };

const typed = (changes: Partial<DecisionForm> = {}): DecisionForm => ({ ...blankForm(sources), ...changes });

const read = (form: DecisionForm) => readDecision(compacted(form));

describe('the form of a decision', () => {
  it('starts with the next half-year, the objectives to judge and the sponsors to fund', () => {
    const objective = anObjective();
    const form = blankForm({
      facts: someFacts({ baseline: [objective] }),
      sponsors: [{ id: 'dgcs', registerId: null, name: 'Cohésion sociale', acronym: null, kind: null }],
      dossier: null,
    });
    expect(form).toMatchObject({ means: '', phase: '', opensOn: '2026-06-15', closesOn: '2026-12-14' });
    expect(form.objectives).toEqual([
      { objectiveId: objective.id, text: objective.text, outcome: '', result: '', note: '' },
    ]);
    expect(form.funders[0]).toEqual({ organisationId: 'dgcs', name: 'Cohésion sociale', cents: '' });
  });

  it('brings the results and the next objectives that the team submitted, and no amount', () => {
    const objective = anObjective();
    const dossier = {
      ...BLANK_DOSSIER,
      objectives: [
        { objectiveId: objective.id, text: '', criterion: '', result: '4 200 dossiers', status: null, why: '' },
      ],
      nextObjectives: [{ text: 'Ouvrir', criterionThreeMonths: '', criterionSixMonths: 'Dix' }],
    };
    const form = blankForm({ ...sources, facts: someFacts({ baseline: [objective] }), dossier });
    expect(form.objectives[0]).toMatchObject({ result: '4 200 dossiers', outcome: '' });
    expect(form.nextObjectives[0]).toEqual(dossier.nextObjectives[0]);
    expect(form.amounts).toEqual({});
  });

  it('gives back the decision it was made of', () => {
    const decision = aDecision({
      reservations: ['Publier la page d’impact'],
      blockers: [{ what: 'Données', who: 'DSI', by: '2026-07-10' }],
      funders: [{ organisationId: null, name: 'Fonds commun', cents: 200_000_00 }],
      roadmapOpinion: 'Favorable',
    });
    const { draft, fields } = read(formOf(decision, sources));
    expect(fields).toEqual({});
    const { means, phase, amounts, funders, reservations, blockers, nextObjectives, period } = decision;
    expect(draft).toMatchObject({
      means,
      phase,
      funders,
      reservations,
      blockers,
      nextObjectives,
      period,
      amounts: amounts.map(({ line, cents }) => ({ line, cents, requestedCents: null })),
    });
  });

  it('asks for the choices it rests on, and says which date or row is not readable', () => {
    const form = typed({
      amounts: { data: '10' },
      opensOn: 'demain',
      blockers: [
        { what: '', who: '', by: '' },
        { what: 'Données', who: '', by: '' },
      ],
    });
    const { draft, fields } = read(form);
    expect(draft).toBeUndefined();
    expect(Object.keys(fields)).toEqual(['means', 'phase', 'opensOn', 'blockers.0.by']);
  });

  it('keeps what was asked for beside what is granted, refused lines included', () => {
    const budget = Object.fromEntries(
      BUDGET_LINES.map((line) => [line, { requested: line === 'data' ? 5_00 : null, granted: null, spent: null }]),
    ) as Parameters<typeof readDecision>[1];
    const form = typed({ means: 'same', phase: 'stay', amounts: { development: '1 000' } });
    expect(readDecision(compacted(form), budget).draft?.amounts).toEqual([
      { line: 'development', cents: 1_000_00, requestedCents: null },
      { line: 'data', cents: 0, requestedCents: 5_00 },
    ]);
  });

  it('reads any amount as French people type it, to the cent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000_000_000 }), { minLength: 1, maxLength: BUDGET_LINES.length }),
        (cents) => {
          const amounts = Object.fromEntries(cents.map((amount, index) => [BUDGET_LINES[index], formatEuros(amount)]));
          const { draft } = read(typed({ means: 'same', phase: 'stay', amounts }));
          expect(draft?.amounts.map((amount) => amount.cents)).toEqual(cents);
        },
      ),
    );
  });

  it('takes whatever a browser sends without failing, and nothing that the database cannot keep', () => {
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom(...Object.keys(decisionForm.shape), 'x') }), (body) => {
        const form = padded(compacted(decisionForm.parse(body)));
        readDecision(compacted(form));
        expect(form.nextObjectives.length).toBeGreaterThanOrEqual(3);
        expect(JSON.stringify(form)).not.toContain('\\u0000');
      }),
    );
    expect(decisionForm.parse({ summary: 'a\u0000b\r\nc\uD800' }).summary).toBe('ab\nc\uFFFD');
  });
});
