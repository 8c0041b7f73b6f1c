import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { BUDGET_LINES } from '#libs/decisions/index.js';

import { aDossierContent } from '../../test/support/dossiers.builders.js';
import { carrying, startingFrom } from './carry-over.js';
import { BLANK_DOSSIER, dossierContent, type DossierBudget, type DossierContent } from './dossier.content.js';
import { budgetTotals, completeness, isVain, missingForSubmission } from './dossier-rules.js';

const withBudget = (cents: readonly number[]): DossierBudget =>
  Object.fromEntries(
    BUDGET_LINES.map((line, index) => [line, { requested: cents[index] ?? null, granted: null, spent: null }]),
  ) as DossierBudget;

const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { maxLength: BUDGET_LINES.length });
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anObjective = { text: 'Ouvrir', criterion: 'Dix', result: '', status: null, why: '' } as const;

describe('the budget of a dossier', () => {
  it('adds up to the cent, whatever the lines', () =>
    fc.assert(
      fc.property(amounts, (cents) => {
        const { requested, spent } = budgetTotals(withBudget(cents));
        expect(BigInt(requested)).toBe(cents.reduce((sum, one) => sum + BigInt(one), 0n));
        expect(spent).toBe(0);
      }),
    ));
});

describe('the text of a dossier', () => {
  it('is kept as typed, save what a database cannot hold, and parses to itself', () =>
    fc.assert(
      fc.property(anyText, anyText, (problem, who) => {
        const once = dossierContent.parse({ ...BLANK_DOSSIER, problem, blockers: [{ what: 'x', who, expected: '' }] });
        expect(dossierContent.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
        expect(JSON.stringify(once)).not.toMatch(/\\u0000|\\ud[89a-f]/iu);
      }),
    ));

  it.each([
    "<script>alert('x')</script>",
    '« Déjà » & "vu" \\ ; drop table dossiers;--',
    '😀 ligne 1\nligne 2\tfin',
    '=1+1',
  ])('is not read as anything else: %s', (problem) =>
    expect(dossierContent.parse({ ...BLANK_DOSSIER, problem }).problem).toBe(problem),
  );

  it('keeps a browser’s line ends as lines', () =>
    expect(dossierContent.parse({ ...BLANK_DOSSIER, problem: ' a\r\nb\rc ' }).problem).toBe('a\nb\nc'));

  it.each(['javascript:alert(1)', 'demo', 'https://', 'ftp://demo.example'])(
    'refuses %s as a demonstration',
    (address) => expect(dossierContent.safeParse({ ...BLANK_DOSSIER, demonstrationUrl: address }).success).toBe(false),
  );
});

describe('how far a dossier is', () => {
  const partsOf = (content: DossierContent, phase: Parameters<typeof completeness>[1] = 'construction') =>
    completeness(content, phase);

  it('begins at nothing and ends whole', () => {
    expect(partsOf(BLANK_DOSSIER)).toMatchObject({ done: 0, total: 9 });
    const whole = aDossierContent({
      impact: 'Le recours progresse.',
      learnings: 'Les conseillers font la différence.',
      strategy: 'Trois priorités.',
      objectives: [{ objectiveId: null, ...anObjective, result: 'Dix', status: 'reached' }],
      standards: {
        ...BLANK_DOSSIER.standards,
        ...Object.fromEntries(
          Object.keys(BLANK_DOSSIER.standards).map((one) => [one, { sixMonthsAgo: '', today: 'Oui', inSixMonths: '' }]),
        ),
      },
    });
    const { done, total } = partsOf(whole);
    expect([done, total]).toEqual([10, 10]);
  });

  it('asks no standards of an investigation, and no budget of a team that proposes to stop', () => {
    expect(partsOf(BLANK_DOSSIER, 'investigation').parts.map(({ part }) => part)).not.toContain('standards');
    const stopping = partsOf({ ...BLANK_DOSSIER, proposal: 'stop' }).parts;
    expect(stopping.map(({ part }) => part)).not.toContain('budget');
    expect(stopping).toContainEqual({ part: 'proposal', isDone: false });
  });

  it('warns of vanity only when something is measured and no impact', () => {
    const [indicator] = aDossierContent().indicators;
    expect(isVain(BLANK_DOSSIER)).toBe(false);
    expect(isVain(aDossierContent())).toBe(false);
    expect(isVain(aDossierContent({ indicators: [{ ...indicator!, kind: 'use' }] }))).toBe(true);
  });
});

describe('handing in a dossier', () => {
  it('takes one indicator, a budget and one objective, and nothing more', () => {
    expect(Object.keys(missingForSubmission(BLANK_DOSSIER))).toEqual([
      'indicators.0.name',
      'nextObjectives.0.text',
      'budget.product-management.requested',
    ]);
    expect(missingForSubmission(aDossierContent())).toEqual({});
  });

  it('takes an answer to each objective set last time', () =>
    expect(
      Object.keys(missingForSubmission(aDossierContent({ objectives: [{ objectiveId: null, ...anObjective }] }))),
    ).toEqual(['objectives.0.status', 'objectives.0.result']));

  it('takes no means from a team that proposes to stop, but its reason', () =>
    expect(
      missingForSubmission({ ...BLANK_DOSSIER, proposal: 'stop', indicators: aDossierContent().indicators }),
    ).toEqual({
      proposalReason: 'Dites pourquoi vous proposez d’arrêter.',
    }));
});

describe('what a dossier carries over', () => {
  const id = '0198f000-0000-7000-8000-000000000001';
  const baseline = [{ id, text: 'Ouvrir', criterionThreeMonths: null, criterionSixMonths: 'Dix', setOn: '2026-01-05' }];
  const granted = new Map([['development', 100_00] as const]);

  it('is what decisions say, whatever a form sent, with the answers kept', () => {
    const forged = aDossierContent({
      objectives: [
        { ...anObjective, objectiveId: null, text: 'Un autre' },
        { ...anObjective, objectiveId: id, text: 'Ne rien faire', criterion: 'Rien', result: 'Neuf', status: 'partly' },
      ],
      budget: { ...BLANK_DOSSIER.budget, data: { requested: 1, granted: 999_00, spent: null } },
    });
    const { objectives, budget } = carrying(forged, { baseline, granted });
    expect(objectives).toEqual([
      { ...anObjective, id, objectiveId: id, result: 'Neuf', status: 'partly' },
      { ...anObjective, objectiveId: null, text: 'Un autre' },
    ]);
    expect([budget.data.granted, budget.development.granted]).toEqual([null, 100_00]);
    expect(carrying(carrying(forged, { baseline, granted }), { baseline, granted })).toEqual(
      carrying(forged, { baseline, granted }),
    );
  });

  it('drops an objective superseded since, save what was answered to it', () => {
    const content = aDossierContent({
      objectives: [
        { ...anObjective, objectiveId: '0198f000-0000-7000-8000-000000000002' },
        { ...anObjective, objectiveId: '0198f000-0000-7000-8000-000000000003', result: 'Fait' },
      ],
    });
    expect(carrying(content, { baseline: [], granted }).objectives).toEqual([
      { ...anObjective, objectiveId: null, result: 'Fait' },
    ]);
  });

  it('reads what was kept before previous targets were told apart', () => {
    const { indicators, ...rest } = aDossierContent();
    const kept = indicators.map(({ previousTarget: _previousTarget, ...one }) => one);
    expect(dossierContent.parse({ ...rest, indicators: kept }).indicators).toMatchObject([
      { previousTarget: null, target: 2_000 },
    ]);
  });

  it('turns today’s measures and targets into the previous ones, and asks for the rest anew', () => {
    const next = startingFrom(aDossierContent({ learnings: 'Beaucoup' }));
    expect(next.indicators).toMatchObject([{ previous: 1_250.5, previousTarget: 2_000, value: null, target: null }]);
    expect([next.problem, next.learnings, next.nextObjectives, next.budget]).toEqual([
      aDossierContent().problem,
      '',
      [],
      BLANK_DOSSIER.budget,
    ]);
  });
});
