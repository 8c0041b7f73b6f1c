import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { BUDGET_LINES, Decisions, Envelopes, NextCommittee, Objectives } from '#libs/decisions/index.js';
import { formatEuros, newId, parseEuros, sumCents } from '#libs/kernel/index.js';

import type { Committing } from '../../support/committees.builders.js';
import {
  aDeliberation,
  type Sitting,
  SITTING_DAY,
  startSittings,
  takeEffect,
} from '../../support/sittings.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startSittings();
});
afterAll(async () => world.stop());

const productOf = (sitting: Sitting): string => sitting.products[0]?.id ?? '';

/** What the last signature of a record does: the lifecycle hears of it, and the decision takes effect. */
async function signed(sitting: Sitting, recordId = newId()): Promise<void> {
  const decision = await world.get(Decisions).of(sitting.id, productOf(sitting));
  if (!decision) throw new Error('nothing was decided');
  const { id: decisionId, productId, heldOn, means, phase, provisionalUntil, committeeId } = decision;
  await world.runtime.dispatch(
    'product-lifecycle',
    productId,
    { type: 'decision.effective', recordId, committeeId, on: heldOn, means, phase, provisionalUntil },
    { actor: 'system:test', idempotencyKey: newId() },
  );
  await takeEffect(world, { decisionId, recordId, productId });
}

const objective = (text: string) => ({ text, criterionThreeMonths: null, criterionSixMonths: `${text}, à six mois` });

const baseline = async (sitting: Sitting) =>
  (await world.get(Objectives).baselineOf(productOf(sitting))).map(({ text }) => text);

describe('a signed decision taking effect', () => {
  it('opens the envelope granted, from its first day to its last', async () => {
    const sitting = await aDeliberation(world);
    await sitting.decide();
    await sitting.close();
    const currentOn = async (day: string) => world.get(Envelopes).currentOf(productOf(sitting), day);
    expect(await currentOn('2026-07-01')).toBeUndefined();
    await signed(sitting);
    expect(await currentOn('2026-06-30')).toBeUndefined();
    expect(await currentOn('2026-07-01')).toMatchObject({ totalCents: 200_000_00, closesOn: '2026-12-31' });
    expect(await currentOn('2026-12-31')).toMatchObject({ opensOn: '2026-07-01' });
    expect(await currentOn('2027-01-01')).toBeUndefined();
  });

  it('makes its objectives the next baseline, in place of the former, which the next committee judges', async () => {
    const first = await aDeliberation(world);
    await first.decide({ nextObjectives: [objective('Un'), objective('Deux')] });
    await first.close();
    await signed(first);
    expect(await baseline(first)).toEqual(['Un', 'Deux']);

    const second = await aDeliberation(world, { of: first, on: '2026-12-10T09:00:00.000Z' });
    const period = { opensOn: '2027-01-01', closesOn: '2027-06-30' };
    await expect(second.decide({ period })).rejects.toMatchObject({
      fields: { 'objectives.0.outcome': expect.any(String), 'objectives.1.outcome': expect.any(String) },
    });
    const objectives = (await world.get(Objectives).baselineOf(productOf(second))).map(({ id, text, setOn }) => {
      expect(setOn).toBe(SITTING_DAY);
      return { objectiveId: id, text, outcome: 'validated' as const, result: 'Atteint', note: null };
    });
    await second.decide({ period, objectives, nextObjectives: [objective('Trois')] });
    await second.close();
    expect(await baseline(second)).toEqual(['Un', 'Deux']);
    await signed(second);
    expect(await baseline(second)).toEqual(['Trois']);
  });

  it('does nothing more when it is asked again', async () => {
    const sitting = await aDeliberation(world);
    await sitting.decide();
    await sitting.close();
    await signed(sitting);
    const decision = await world.get(Decisions).of(sitting.id, productOf(sitting));
    world.clock.advance(60_000);
    await Promise.all(
      [newId(), newId()].map(async (recordId) =>
        takeEffect(world, { decisionId: decision?.id, recordId, productId: productOf(sitting) }),
      ),
    );
    expect(await world.get(Decisions).of(sitting.id, productOf(sitting))).toEqual(decision);
    expect(await world.get(Envelopes).ofProduct(productOf(sitting))).toHaveLength(1);
    expect(await baseline(sitting)).toHaveLength(1);
  });

  it('leaves the objectives of a later sitting alone when it is signed after its decision', async () => {
    const first = await aDeliberation(world);
    await first.decide({ nextObjectives: [objective('Ancien')] });
    await first.close();
    const second = await aDeliberation(world, { of: first, on: '2026-12-10T09:00:00.000Z' });
    await second.decide({
      period: { opensOn: '2027-01-01', closesOn: '2027-06-30' },
      nextObjectives: [objective('Récent')],
    });
    await second.close();
    await signed(second);
    await signed(first);
    expect(await baseline(second)).toEqual(['Récent']);
    expect(await world.get(Envelopes).ofProduct(productOf(first))).toHaveLength(2);
  });

  it.each([
    ['a decision that stays', {}],
    ['a new phase', { phase: 'acceleration' as const }],
    [
      'a provisional budget',
      {
        means: 'provisional' as const,
        evidenceAwaited: 'Le taux de dossiers complets',
        period: { opensOn: '2026-06-15', closesOn: '2026-08-01' },
      },
    ],
    [
      'a stop',
      {
        means: 'stop' as const,
        phase: 'stopped.abandoned' as const,
        stopReason: 'no-funding' as const,
        amounts: [],
        nextObjectives: [],
      },
    ],
  ])('foretells the next committee of %s as the duty will have it', async (_, changes) => {
    const sitting = await aDeliberation(world);
    await sitting.decide(changes);
    await sitting.close();
    const decision = await world.get(Decisions).of(sitting.id, productOf(sitting));
    const foretold = decision && (await world.get(NextCommittee).after(decision));
    await signed(sitting);
    const duty = await world.runtime.read('half-year-duty', productOf(sitting));
    expect(foretold?.dueOn ?? null).toBe(duty?.snapshot.context['dueOn']);
  });
});

describe('money, from what is typed to what is granted', () => {
  const typed = fc
    .record({
      cents: fc.integer({ min: 1, max: 10_000_000_00 }),
      written: fc.constantFrom(
        (text: string) => text,
        (text: string) => text.replaceAll(/\s/gu, ''),
        (text: string) => text.replace('\u00A0€', ''),
      ),
    })
    .map(({ cents, written }) => ({ cents, text: written(formatEuros(cents)) }));

  it('never gains nor loses a cent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: BUDGET_LINES.length }), async (amounts) => {
        const sitting = await aDeliberation(world);
        const cents = amounts.map((amount) => parseEuros(amount.text) ?? Number.NaN);
        const total = sumCents(amounts.map((amount) => amount.cents));
        await sitting.decide({
          amounts: cents.map((amount, index) => ({
            line: BUDGET_LINES[index] ?? 'data',
            cents: amount,
            requestedCents: null,
          })),
          funders: [
            { organisationId: null, name: 'Administration', cents: total - 1 },
            { organisationId: null, name: 'Fonds commun', cents: 1 },
          ],
        });
        await sitting.close();
        await world.carryOut();
        await signed(sitting);
        const decision = await world.get(Decisions).of(sitting.id, productOf(sitting));
        const [envelope] = await world.get(Envelopes).ofProduct(productOf(sitting));
        const [mail] = await world.mails(sitting.incubator.operations.email);
        expect(decision?.totalCents).toBe(total);
        expect(envelope?.totalCents).toBe(total);
        expect(envelope?.amounts.map((amount) => amount.cents)).toEqual(amounts.map((amount) => amount.cents));
        for (const amount of amounts) expect(mail?.text).toContain(`: ${formatEuros(amount.cents)}\n`);
        expect(mail?.text).toContain(`Total\u00A0: ${formatEuros(total)}\n`);
      }),
      { numRuns: 8 },
    );
  });
});
