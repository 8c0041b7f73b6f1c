import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { Signatures } from '#libs/sign-off/index.js';
import { SIGN_OFF_CHOICES, type SignOffChoice } from '#workflows/deliberation-record/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { recordOf } from '../../support/records.builders.js';
import { anAskedRecord, type Asked, give, linkOf, startSignOff } from '../../support/sign-off.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startSignOff();
});
afterAll(async () => world.stop());

interface Step {
  readonly who: number;
  readonly choice: SignOffChoice;
}

/** What must become of a record, said again without its machine. */
function expected(required: readonly boolean[], steps: readonly Step[]) {
  const first = new Map<number, SignOffChoice>();
  let state = 'awaitingSignOff';
  for (const { who, choice } of steps) {
    if (state !== 'awaitingSignOff' || first.has(who)) continue;
    first.set(who, choice);
    if (required[who] && choice === 'request-changes') state = 'changesRequested';
    else if (required[who] && choice === 'decline') state = 'declined';
    else if (choice.startsWith('approve') && required.every((needed, one) => !needed || first.has(one)))
      state = 'signed';
  }
  return { state, first };
}

const phaseAfter = async ({ record }: Asked) =>
  (await world.runtime.read('product-lifecycle', record.productId))?.state;

describe('any sequence of answers by one to five signatories', () => {
  it('keeps the first of each, moves the lifecycle exactly when every required one has approved, and never twice', async () => {
    const people = fc.integer({ min: 1, max: 5 }).chain((count) =>
      fc.record({
        required: fc
          .array(fc.boolean(), { minLength: count, maxLength: count })
          .map((some) => (some.includes(true) ? some : [true, ...some.slice(1)])),
        steps: fc.array(
          fc.record({
            who: fc.nat({ max: count - 1 }),
            // Approvals thrice as often, or hardly a record would ever be signed.
            choice: fc.constantFrom<SignOffChoice>('approve', 'approve', ...SIGN_OFF_CHOICES),
          }),
          { minLength: 1, maxLength: 9 },
        ),
        together: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(people, async ({ required, steps, together }) => {
        const asked = await anAskedRecord(world, required);
        const links = await Promise.all(asked.signers.map(async (signer) => linkOf(world, signer)));
        const send = async ({ who, choice }: Step) =>
          give(world, { ...links[who]!, choice, comment: choice === 'approve' ? '' : 'Parce que.' }).catch(
            (error: unknown) => {
              if (!['ALREADY_ANSWERED', 'SIGN_OFF_LINK_DEAD'].includes((error as { code: string }).code)) throw error;
            },
          );
        if (together) await Promise.all(steps.map(send));
        else for (const step of steps) await send(step);

        const signatures = await world.get(Signatures).ofRecord(asked.record.id);
        // Sent together, they are judged in the order in which they were taken, whichever it was.
        const order = (await recordOf(world, asked.sitting)).context.signatories;
        const logged = await world.dataSource.query<{ signatory: string; choice: SignOffChoice }[]>(
          `select payload->>'signatoryId' as signatory, payload->>'choice' as choice
             from case_events e join cases c on c.id = e.case_id
            where c.subject_id = $1 and e.type = 'answer.given' order by e.revision`,
          [asked.record.id],
        );
        const taken = logged.map(({ signatory, choice }) => ({
          who: order.findIndex(({ signatoryId }) => signatoryId === signatory),
          choice,
        }));
        const { state, first } = expected(required, together ? taken : steps);
        expect((await recordOf(world, asked.sitting)).state).toBe(state);
        expect(taken).toHaveLength(first.size);
        const kept = signatures.map(({ signatoryId, choice }) => [
          order.findIndex((one) => one.signatoryId === signatoryId),
          choice,
        ]);
        expect(new Map(kept as [number, SignOffChoice][])).toEqual(first);
        expect(signatures).toHaveLength(first.size);
        expect(await phaseAfter(asked)).toBe(state === 'signed' ? 'acceleration' : 'construction');
        const [moved] = await world.dataSource.query<{ times: number }[]>(
          `select count(*)::int as times from case_events e join cases c on c.id = e.case_id
            where c.subject_id = $1 and e.type = 'decision.effective' and c.process = 'product-lifecycle'`,
          [asked.record.productId],
        );
        expect(moved?.times).toBe(state === 'signed' ? 1 : 0);
      }),
      { numRuns: 12 },
    );
  }, 180_000);
});
