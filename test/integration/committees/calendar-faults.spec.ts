import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  CancelCommittee,
  ChangeMembers,
  type CommitteeView,
  MoveCommittee,
  PostponeCommittee,
} from '#libs/committees/index.js';
import { addDays, type CalendarDate, newId, parisInstant } from '#libs/kernel/index.js';
import { type CapturedMail, CapturedMails } from '#libs/mail/index.js';
import { DeadlineSweeper } from '#libs/workflow-runtime/index.js';

import {
  anIncubator,
  aProduct,
  calendarOf,
  type Committing,
  convened,
  startCommittees,
} from '../../support/committees.builders.js';

const START = '2026-03-02T09:00:00.000Z';
const where = { place: 'Ségur, salle Oslo', videoUrl: null };

describe('faults that the mails of public systems have had', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees(START);
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });
  const moveTo = (committeeId: string, on: CalendarDate) =>
    jalon
      .get(MoveCommittee)
      .execute({ committeeId, startsAt: parisInstant(on, '10:00'), ...where, reason: 'Sponsor empêché', ...by() });

  async function aCommittee(on?: CalendarDate) {
    const product = await aProduct(jalon, incubator.id, { name: `Bouée ${newId().slice(-6)}` });
    const command = { productIds: [product.id], personId: incubator.lead.id };
    return { product, committeeId: await convened(jalon, on === undefined ? command : { ...command, on }) };
  }

  /** To one person, oldest first. */
  const mailsTo = async (email: string | undefined): Promise<readonly CapturedMail[]> =>
    (await jalon.mails(email)).toReversed();

  describe('a reminder that should not have left', () => {
    /** The reminder of the eve is ordered, and held up while something happens. */
    async function heldUp(meanwhile: (committeeId: string) => Promise<void>): Promise<readonly string[]> {
      jalon.clock.set(START);
      const { committeeId, product } = await aCommittee('2026-06-15');
      await jalon.goTo(parisInstant('2026-06-11', '09:00'));
      const before = (await mailsTo(product.coach.email)).length;
      let held: readonly string[] = [];
      const carryOut = jalon.carryOut;
      jalon.clock.set(parisInstant('2026-06-12', '08:30'));
      while (await jalon.get(DeadlineSweeper).pass());
      await carryOut((owed) => {
        held = owed;
        return [];
      });
      expect(held).toHaveLength(1);
      await meanwhile(committeeId);
      await carryOut();
      return (await mailsTo(product.coach.email)).slice(before).map(({ subject }) => subject.split('\u00A0:')[0] ?? '');
    }

    it('for a meeting that was moved', async () => {
      expect(await heldUp((id) => moveTo(id, '2026-07-06'))).toEqual(['Déplacé']);
      await jalon.goTo(parisInstant('2026-07-03', '08:30'));
      const [reminder] = await jalon.mails(incubator.dinum.email);
      expect(reminder?.subject).toMatch(/^Rappel.*6\u00A0juillet 2026 à 10\u00A0h/u);
    });

    it('for a meeting that was cancelled', async () => {
      const cancel = (committeeId: string) =>
        jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
      expect(await heldUp(cancel)).toEqual(['Annulé']);
    });

    it('for a meeting that is past', async () => {
      expect(await heldUp(async () => jalon.clock.set(parisInstant('2026-06-16', '09:00')))).toEqual([]);
    });
  });

  it('a cancellation sent as a request, in the mail or in its calendar', async () => {
    jalon.clock.set(START);
    const { committeeId, product } = await aCommittee();
    await jalon.carryOut();
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
    await jalon.carryOut();
    const last = (await mailsTo(product.coach.email)).at(-1)!;
    const raw = (await jalon.get(CapturedMails).raw(last.id)).toString('latin1');
    expect(raw.match(/method=\w+/gu)).toEqual(['method=CANCEL']);
    expect(calendarOf(last)).toMatchObject({ method: 'CANCEL', status: 'CANCELLED' });
  });

  it('an invitation to a meeting that has already been', async () => {
    jalon.clock.set(START);
    const { committeeId, product } = await aCommittee('2026-03-10');
    await jalon.carryOut(() => []);
    await jalon.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'sitting.opened' },
      { actor: 'person:test', idempotencyKey: newId() },
    );
    await jalon.carryOut();
    expect(await mailsTo(product.coach.email)).toEqual([]);
  });

  it('a sequence that goes down, or a calendar left wrong, whatever happens and in whatever order mails leave', async () => {
    const step = fc.constantFrom('move', 'room', 'postpone', 'leave', 'join', 'send', 'send');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 9 }),
        fc.infiniteStream(fc.nat()),
        fc.boolean(),
        async (steps, chance, cancelled) => {
          jalon.clock.set(START);
          const { committeeId, product } = await aCommittee();
          let day: CalendarDate = '2026-06-15';
          for (const one of steps) {
            // The outbox may hand a later effect first, and a worker that was held up comes last.
            if (one === 'send')
              await jalon.carryOut((owed) => owed.filter(() => chance.next().value % 2 === 0).toReversed());
            else await play(one, committeeId, product.coach, () => (day = addDays(day, 7)));
          }
          if (cancelled) await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Arrêt', ...by() });
          await jalon.carryOut();
          const committee = await jalon.committees.byId(committeeId);
          for (const person of [product.coach, product.sponsor!, product.intrapreneur])
            expect(keptBy(await mailsTo(person.email))).toEqual(expectedOf(committee!, person.id));
        },
      ),
      { numRuns: 8 },
    );
  });

  async function play(
    step: string,
    committeeId: string,
    coach: { readonly id: string; readonly name: string; readonly email: string },
    nextDay: () => CalendarDate,
  ): Promise<void> {
    const committee = (await jalon.committees.byId(committeeId))!;
    const member = committee.members.find(({ person }) => person.id === coach.id);
    if (step === 'postpone' && committee.state !== 'postponed')
      await jalon.get(PostponeCommittee).execute({ committeeId, reason: 'Grève', ...by() });
    if (step === 'move' || (step === 'room' && committee.state === 'postponed')) await moveTo(committeeId, nextDay());
    else if (step === 'room')
      await jalon.get(MoveCommittee).execute({
        committeeId,
        startsAt: committee.startsAt,
        ...where,
        reason: 'Salle trop petite',
        ...by(),
      });
    if (committee.state === 'postponed') return;
    if (step === 'leave' && member)
      await jalon.get(ChangeMembers).execute({ committeeId, remove: [member.id], ...by() });
    if (step === 'join' && !member)
      await jalon.get(ChangeMembers).execute({ committeeId, add: [{ ...coach, capacity: 'coach' }], ...by() });
  }

  /** What a calendar holds after some mails: by RFC 5546, one that is numbered lower than what it holds is not looked at. */
  function keptBy(mails: readonly CapturedMail[]): string {
    let sequence = -1;
    let kept = 'nothing';
    for (const mail of mails) {
      const told = calendarOf(mail);
      expect(told.sequence).toBeGreaterThanOrEqual(sequence);
      sequence = told.sequence;
      kept = told.method === 'CANCEL' ? 'nothing' : told.startsAt;
    }
    return kept;
  }

  function expectedOf({ state, startsAt, members }: CommitteeView, personId: string): string {
    const stands = state === 'convened' || state === 'preparing';
    return stands && members.some(({ person }) => person.id === personId) ? startsAt : 'nothing';
  }
});
