import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addMilliseconds, type CalendarDate, type Instant, newId } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

import { eventually } from '../../support/eventually.js';
import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { Installation } from '../../support/storm/installation.js';

const PATIENCE_MS = 240_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Sweepers look every second; a busy machine takes a few more. */
const PROMPT_MS = 20_000;

const whole = WHOLE_FAULTS ? describe : describe.skip;

interface Fired {
  readonly subject_id: string;
  readonly at: Date;
}

const firedOf = async (jalon: Installation, rung: string): Promise<readonly Fired[]> =>
  jalon.fleet.database.query<Fired>(
    `select c.subject_id, e.at from case_events e join cases c on c.id = e.case_id
      where e.type = 'rung.reached' and e.payload->>'rung' = $1`,
    [rung],
  );

whole.each([
  // Monday 8 a.m. in Paris is told last: by then the clocks have changed.
  {
    night: 'summer time begins',
    change: '2026-03-29T01:00:00.000Z',
    sitting: '2026-03-31',
    monday: '2026-03-30T06:00:00.000Z',
    far: '2026-05-12',
  },
  {
    night: 'summer time ends',
    change: '2026-10-25T01:00:00.000Z',
    sitting: '2026-10-27',
    monday: '2026-10-26T07:00:00.000Z',
    far: '2026-12-08',
  },
] as const)('the night on which $night in Paris', ({ change, sitting, monday, far }) => {
  let jalon: Installation;
  const due = new Map<string, Instant>();

  const convene = async (on: CalendarDate): Promise<string> => {
    const { id, lead } = await jalon.plannedCommittee(on);
    await jalon.world.say('committee', id, { type: 'committee.convened', missing: [] }, lead);
    return id;
  };

  beforeAll(async () => {
    jalon = await Installation.start({ now: addMilliseconds(change, -3 * DAY) });
    for (const minutes of [-61, -60, -30, -1, 0, 1, 30, 60, 61]) {
      const id = await convene(far);
      const dueAt = addMilliseconds(change, minutes * MINUTE);
      const moved = { type: 'deadline.moved', key: 'rung:D-30', dueAt, reason: 'cette nuit-là' } as const;
      const options = { actor: 'person:test', idempotencyKey: newId() } as const;
      await jalon.world.runtime.dispatch('committee', id, moved, options);
      due.set(id, dueAt);
    }
  }, PATIENCE_MS);
  afterAll(async () => jalon.remove(), PATIENCE_MS);

  it(
    'tells each deadline once, at its moment and not before',
    async () => {
      const { clock } = jalon.fleet;
      for (const moment of [...new Set(due.values())].toSorted()) {
        clock.set(addMilliseconds(moment, -PROMPT_MS));
        const before = (await firedOf(jalon, 'D-30')).length;
        clock.set(moment);
        const expected = [...due.values()].filter((one) => one <= moment).length;
        expect(before).toBe(expected - 1);
        await eventually(async () => expect(await firedOf(jalon, 'D-30')).toHaveLength(expected));
      }
      const fired = await firedOf(jalon, 'D-30');
      for (const { subject_id: id, at } of fired) {
        const late = at.getTime() - Date.parse(due.get(id) ?? '');
        expect([late >= 0, late < PROMPT_MS, fired.filter((one) => one.subject_id === id).length]).toEqual([
          true,
          true,
          1,
        ]);
      }
      await jalon.settled();
    },
    PATIENCE_MS,
  );

  it(
    'is over by Monday, when people are reminded at eight by the clock on their wall',
    async () => {
      const { clock } = jalon.fleet;
      clock.set(addMilliseconds(change, -3 * DAY));
      const id = await convene(sitting);
      const armed = await jalon.fleet.database.query<{ due_at: Date }>(
        `select due_at from deadlines where case_id = $1 and key = 'rung:D-1'`,
        [caseId({ process: 'committee', subjectId: id })],
      );
      expect(armed.map(({ due_at: at }) => at.toISOString())).toEqual([monday]);
      clock.set(addMilliseconds(monday, -PROMPT_MS));
      expect(await firedOf(jalon, 'D-1')).toEqual([]);
      clock.set(monday);
      await jalon.settled();
      const reminded = await firedOf(jalon, 'D-1');
      expect(reminded.map((one) => one.subject_id)).toEqual([id]);
      expect(reminded[0]!.at.toISOString() >= monday).toBe(true);
      expect(await jalon.acceptedTwice()).toEqual([]);
    },
    PATIENCE_MS,
  );
});

whole('a clock that jumps a day ahead, and back', () => {
  let jalon: Installation;
  beforeAll(async () => {
    jalon = await Installation.start();
  }, PATIENCE_MS);
  afterAll(async () => jalon.remove(), PATIENCE_MS);

  const accepted = async (to: string) => (await jalon.fleet.smtp.accepted()).filter((mail) => mail.to.includes(to));

  it(
    'logs nobody out for good, kills no link, and shuts nobody out',
    async () => {
      const { clock } = jalon.fleet;
      const { lead } = await jalon.plannedCommittee();
      const cookie = await jalon.logIn(lead);
      const dashboard = async () => (await jalon.get('/tableau-de-bord', cookie)).status;
      const ask = async () => (await jalon.post('/connexion', { email: lead.email })).status;
      expect(await dashboard()).toBe(200);

      clock.advance(DAY);
      expect(await dashboard()).toBe(303);
      for (let time = 0; time < 5; time += 1) expect(await ask()).toBeLessThan(400);
      expect(await ask()).toBe(429);

      clock.advance(-DAY);
      expect(await dashboard()).toBe(200);
      expect(await ask()).toBeLessThan(400);
      await eventually(async () => expect(await accepted(lead.email)).toHaveLength(6));
      const [mail] = await accepted(lead.email);
      const [, path = ''] = /(\/connexion\/[\w-]+)/u.exec(mail?.text ?? '') ?? [];
      const [, code = ''] = /^ {4}(\d[\d\s]+)$/mu.exec(mail?.text ?? '') ?? [];
      expect(await jalon.post(path, { code: code.trim() })).toMatchObject({ status: 303 });
    },
    PATIENCE_MS,
  );

  it(
    'keeps nothing waiting for a day that a worker took while it was ahead, and died with',
    async () => {
      const { clock, redis } = jalon.fleet;
      clock.advance(DAY);
      await redis.kill();
      const { id, form: convene } = await jalon.plannedCommittee();
      expect(await convene()).toMatchObject({ status: 303 });
      const leased = 'select 1 from outbox where done_at is null and published_at is not null';
      await eventually(async () => expect(await jalon.fleet.database.query(leased)).not.toEqual([]));
      await jalon.worker.kill();

      clock.advance(-DAY);
      await redis.start();
      await jalon.worker.start();
      await jalon.settled(30_000);
      expect(Object.keys(await jalon.mailsOf(id))).toEqual(['sent']);
      expect(await jalon.acceptedTwice()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'a day behind, orders and sends as ever; back again, does nothing twice',
    async () => {
      const { clock } = jalon.fleet;
      clock.advance(-DAY);
      const { id, lead } = await jalon.plannedCommittee();
      await jalon.world.say('committee', id, { type: 'committee.convened', missing: [] }, lead);
      await jalon.settled();
      clock.advance(DAY);
      await jalon.settled();
      expect(Object.keys(await jalon.mailsOf(id))).toEqual(['sent']);
      expect([await jalon.acceptedTwice(), jalon.fleet.ownEnds()]).toEqual([[], []]);
    },
    PATIENCE_MS,
  );
});
