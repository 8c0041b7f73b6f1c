import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  LIFECYCLE_LABELS,
  LIFECYCLE_STATES,
  MEANS_DECISIONS,
  PHASE_DECISIONS,
  PHASE_MOVES,
} from '#workflows/contract/index.js';

import { aDraft, anObjective, someFacts } from '../../test/support/decisions.builders.js';
import { BUDGET_LINES } from './budget-line.js';
import { type DecisionDraft, isStop, STOP_REASONS } from './decision.js';
import { checkDecision, type DecisionFacts } from './decision-rules.js';

const fieldsOf = (draft: DecisionDraft, facts: DecisionFacts = someFacts()): readonly string[] =>
  checkDecision(draft, facts).issues.map((issue) => issue.field);

const stopped = aDraft({
  means: 'stop',
  phase: 'stopped.abandoned',
  stopReason: 'low-impact',
  period: null,
  amounts: [],
  nextObjectives: [],
});

const provisional = aDraft({
  means: 'provisional',
  period: { opensOn: '2026-06-15', closesOn: '2026-07-31' },
  evidenceAwaited: 'Le taux de dossiers complets, mesuré sur un mois',
});

const anyDraft: fc.Arbitrary<DecisionDraft> = fc
  .record({
    means: fc.constantFrom(...MEANS_DECISIONS),
    phase: fc.constantFrom(...PHASE_DECISIONS),
    stopReason: fc.option(fc.constantFrom(...STOP_REASONS)),
    cents: fc.array(fc.integer({ min: 0, max: 10_000_000_00 }), { maxLength: BUDGET_LINES.length }),
    funders: fc.array(fc.integer({ min: 0, max: 10_000_000_00 }), { maxLength: 3 }),
    period: fc.option(fc.constant({ opensOn: '2026-07-01', closesOn: '2026-12-31' })),
  })
  .map(({ cents, funders, ...changes }) =>
    aDraft({
      ...changes,
      amounts: cents.map((amount, index) => ({
        line: BUDGET_LINES[index] ?? 'data',
        cents: amount,
        requestedCents: null,
      })),
      funders: funders.map((amount, index) => ({ organisationId: null, name: `Financeur ${index}`, cents: amount })),
    }),
  );

describe('deciding on the phase', () => {
  it('accepts exactly the moves that the domain allows, and names both phases of any other', () => {
    for (const phaseBefore of LIFECYCLE_STATES)
      for (const phase of PHASE_DECISIONS) {
        const { issues } = checkDecision(aDraft({ phase }), someFacts({ phaseBefore }));
        const impossible = issues.find((issue) => issue.code === 'PHASE_NOT_POSSIBLE');
        expect(impossible === undefined).toBe(PHASE_MOVES[phaseBefore].includes(phase));
        if (!impossible) continue;
        expect(impossible.field).toBe('phase');
        expect(impossible.message).toContain(`«\u00A0${LIFECYCLE_LABELS[phaseBefore]}\u00A0»`);
        if (phase !== 'stay') expect(impossible.message).toContain(`«\u00A0${LIFECYCLE_LABELS[phase]}\u00A0»`);
      }
  });

  it('stops the means and the phase together, for a reason', () => {
    expect(fieldsOf(stopped)).toEqual([]);
    expect(fieldsOf({ ...stopped, phase: 'stay' })).toContain('phase');
    expect(fieldsOf({ ...stopped, means: 'same' })).toContain('means');
    expect(fieldsOf({ ...stopped, stopReason: null })).toEqual(['stopReason']);
  });

  it('keeps a pivot, a maintenance and a provisional budget out of the next phase', () => {
    expect(fieldsOf(aDraft({ means: 'pivot', phase: 'acceleration' }))).toEqual(['phase']);
    expect(fieldsOf(aDraft({ means: 'maintenance', phase: 'acceleration' }))).toEqual(['phase']);
    expect(fieldsOf({ ...provisional, phase: 'acceleration' })).toEqual(['phase']);
    expect(fieldsOf(aDraft({ means: 'maintenance', phase: 'sustainability.consolidation' }))).toEqual([]);
    expect(fieldsOf(aDraft({ means: 'more', phase: 'safeguard' }))).toEqual(['means']);
  });
});

describe('deciding on the means', () => {
  it('gives one to two months, against evidence, to a provisional budget', () => {
    expect(fieldsOf(provisional)).toEqual([]);
    expect(fieldsOf({ ...provisional, evidenceAwaited: null })).toEqual(['evidenceAwaited']);
    expect(fieldsOf({ ...provisional, period: null })).toEqual(['opensOn']);
    const ending = (closesOn: string) => fieldsOf({ ...provisional, period: { opensOn: '2026-06-15', closesOn } });
    expect(ending('2026-07-13')).toEqual(['closesOn']);
    expect(ending('2026-07-14')).toEqual([]);
    expect(ending('2026-08-15')).toEqual([]);
    expect(ending('2026-08-16')).toEqual(['closesOn']);
  });

  it('asks for an amount, save for a stop and a maintenance', () => {
    const nothing = { amounts: [], period: null };
    expect(fieldsOf(aDraft(nothing))).toEqual(['amounts']);
    expect(fieldsOf(aDraft({ ...nothing, means: 'maintenance' }))).toEqual([]);
  });

  it('opens an envelope from the sitting on, for a year at most', () => {
    const over = (opensOn: string, closesOn: string) => fieldsOf(aDraft({ period: { opensOn, closesOn } }));
    expect(over('2026-06-14', '2026-12-31')).toEqual(['opensOn']);
    expect(over('2026-07-01', '2026-06-30')).toEqual(['closesOn']);
    expect(over('2026-07-01', '2027-06-30')).toEqual([]);
    expect(over('2026-07-01', '2027-07-01')).toEqual(['closesOn']);
  });

  it('lets funders bring what the lines grant, to the cent', () => {
    const funded = (cents: number) =>
      fieldsOf(
        aDraft({
          funders: [
            { organisationId: null, name: 'Direction de l’habitat', cents },
            { organisationId: null, name: 'Fonds commun', cents: 50_000_00 },
          ],
        }),
      );
    expect(funded(150_000_00)).toEqual([]);
    expect(funded(150_000_01)).toEqual(['funders']);
  });

  it.each([-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('takes no amount of %d cents', (cents) => {
    expect(fieldsOf(aDraft({ amounts: [{ line: 'data', cents, requestedCents: null }] }))).toEqual(['amounts.data']);
  });

  it('warns, without forbidding, of what does not match the envelope in progress', () => {
    const currentEnvelope = {
      id: '1',
      productId: '2',
      decisionId: '3',
      opensOn: '2026-01-01',
      closesOn: '2026-06-30',
      totalCents: 150_000_00,
      amounts: [],
    };
    for (const means of ['less', 'same'] as const) {
      const { issues, warnings } = checkDecision(aDraft({ means }), someFacts({ currentEnvelope }));
      expect(issues).toEqual([]);
      expect(warnings).toEqual([expect.stringContaining('200\u202F000\u00A0€')]);
    }
    expect(checkDecision(aDraft({ means: 'more' }), someFacts({ currentEnvelope })).warnings).toEqual([]);
  });

  it('warns of a period that passes the end of the year', () => {
    const { warnings } = checkDecision(
      aDraft({ period: { opensOn: '2026-10-01', closesOn: '2027-03-31' } }),
      someFacts(),
    );
    expect(warnings).toEqual([expect.stringContaining('31\u00A0décembre')]);
  });
});

describe('deciding on the objectives', () => {
  it('judges every objective set last time, once, and says what a modified one becomes', () => {
    const [one, two] = [anObjective(), anObjective()];
    const facts = someFacts({ baseline: [one, two] });
    const judged = (objectiveId: string) => ({
      objectiveId,
      text: 'Objectif',
      outcome: 'validated' as const,
      result: 'Atteint',
      note: null,
    });
    expect(fieldsOf(aDraft({ objectives: [judged(one.id), judged(two.id)] }), facts)).toEqual([]);
    expect(fieldsOf(aDraft({ objectives: [judged(one.id)] }), facts)).toEqual(['objectives.1.outcome']);
    expect(fieldsOf(aDraft({ objectives: [judged(one.id), judged(one.id)] }), facts)).toContain('objectives.0.outcome');
    expect(
      fieldsOf(aDraft({ objectives: [judged(one.id), { ...judged(two.id), outcome: 'modified' }] }), facts),
    ).toEqual(['objectives.1.note']);
  });

  it('sets one at least for the next committee, with what will show its success, unless the product stops', () => {
    expect(fieldsOf(aDraft({ nextObjectives: [] }))).toEqual(['nextObjectives.0.text']);
    expect(
      fieldsOf(aDraft({ nextObjectives: [{ text: 'Ouvrir', criterionThreeMonths: null, criterionSixMonths: '' }] })),
    ).toEqual(['nextObjectives.0.criterionSixMonths']);
  });

  it('says of each blocker who lifts it and when', () => {
    const blockers = [{ what: 'Accès aux données', who: '', by: '2026-06-14' }];
    expect(fieldsOf(aDraft({ blockers }))).toEqual(['blockers.0.who', 'blockers.0.by']);
  });
});

describe('any decision that may be recorded', () => {
  it('is a possible move, stops wholly or not at all, and grants exactly what its funders bring', () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom(...LIFECYCLE_STATES), (draft, phaseBefore) => {
        if (checkDecision(draft, someFacts({ phaseBefore })).issues.length > 0) return;
        const granted = draft.amounts.reduce((sum, amount) => sum + amount.cents, 0);
        expect(PHASE_MOVES[phaseBefore]).toContain(draft.phase);
        expect(draft.means === 'stop').toBe(isStop(draft.phase));
        expect(granted > 0 || draft.means === 'stop' || draft.means === 'maintenance').toBe(true);
        expect(granted === 0 || draft.period !== null).toBe(true);
        if (draft.funders.length > 0)
          expect(draft.funders.reduce((sum, funder) => sum + funder.cents, 0)).toBe(granted);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says of what is refused a whole sentence and a field', () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom(...LIFECYCLE_STATES), (draft, phaseBefore) => {
        for (const { field, message } of checkDecision(draft, someFacts({ phaseBefore })).issues) {
          expect(field).not.toBe('');
          expect(message).toMatch(/^\p{Lu}.*\.$/u);
        }
      }),
    );
  });
});
