import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CheckLogs, Health } from '#libs/audit/index.js';
import { DEFAULT_HOLD } from '#libs/mail/index.js';
import { CheckJournal } from '#libs/verification/index.js';

import { type Committing, startCommittees } from '../../support/committees.builders.js';
import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { liveAYear } from '../../support/year/live-a-year.js';
import {
  mostInADay,
  onRecord,
  owedAtMost,
  type Received,
  receivedBy,
  remindersOutOfPlace,
  saidTwice,
  tooCloseTogether,
} from '../../support/year/mail-book.js';
import { mailTable } from '../../support/year/mail-table.js';

/** The whole is a year of the largest incubator of the network; the short form has the same people, less of everything. */
const SCOPE = WHOLE_FAULTS ? { products: 49, months: 12 } : { products: 3, months: 7 };

/**
 * Five mornings with one mail each for all that may wait, then what leaves at once. Who runs the incubator may have three
 * sittings in a week, each with an invitation, an order and two or three sealed records: twenty. Others have one or two.
 */
const mostInAWeek = (role: string): number => (RUNS_THE_INCUBATOR.includes(role) ? 20 : 10);
const RUNS_THE_INCUBATOR = ['incubator-lead', 'portfolio-manager', 'dinum-portfolio-manager'];

/** That of the morning, and that of what somebody else does during the day. */
const MOST_THAT_WAIT_IN_A_DAY = 2;

describe(`${SCOPE.months} months of an incubator of ${SCOPE.products} products whose people do what they are asked`, () => {
  let world: Committing;
  let lived: Awaited<ReturnType<typeof liveAYear>>;
  let received: readonly Received[];

  beforeAll(async () => {
    world = await startCommittees('2026-01-05T08:00:00.000Z', [], DEFAULT_HOLD);
    lived = await liveAYear(world, SCOPE);
    received = await receivedBy(world.dataSource, lived.from, lived.to);
    if (WHOLE_FAULTS) process.stdout.write(`${mailTable(received)}\n`);
  }, 3_600_000);
  afterAll(async () => world.stop());

  it('has every product on time at every month end, and nothing to be alarmed about', () => {
    expect(lived.ends).toHaveLength(SCOPE.months);
    expect(lived.ends.filter(({ late, alarms }) => late.length + alarms.length > 0)).toEqual([]);
    expect(new Set(lived.ends.map(({ active }) => active))).toEqual(new Set([SCOPE.products]));
  });

  it('said nothing twice', async () => {
    const { captured, sent, keys } = await onRecord(world.dataSource);
    expect(captured).toBe(sent);
    expect(keys).toBe(sent);
    expect(await saidTwice(world.dataSource)).toEqual([]);
  });

  it('merged what might wait: nobody had two such mails within the time that letters are held', async () => {
    const { letters, carriers } = await onRecord(world.dataSource);
    expect(carriers).toBeGreaterThan(0);
    expect(carriers).toBeLessThanOrEqual(letters);
    expect(await tooCloseTogether(world.dataSource)).toBe(0);
  });

  it('wrote to nobody more than what is due comes to, nor more in a week or a day than one reads', async () => {
    expect(received.length).toBeGreaterThan(SCOPE.products * 2);
    expect(received.filter((one) => one.mails > owedAtMost(one))).toEqual([]);
    expect(received.filter(({ role, fullest }) => fullest > mostInAWeek(role))).toEqual([]);
    expect(await mostInADay(world.dataSource)).toBeLessThanOrEqual(MOST_THAT_WAIT_IN_A_DAY);
  });

  it('reminded of committees as they stood: none cancelled, past, or of the date before', async () => {
    const { left, wrong } = await remindersOutOfPlace(world.dataSource);
    expect(left).toBeGreaterThan(0);
    expect(wrong).toBe(0);
  });

  it('owes nobody anything in the end, and every log replays', async () => {
    const { alarms, effectsOwed } = await world.get(Health).report();
    expect({ alarms, effectsOwed }).toEqual({ alarms: [], effectsOwed: 0 });
    expect((await world.get(CheckLogs).execute()).alarms).toEqual([]);
    expect(await world.get(CheckJournal).execute()).toMatchObject({ seals: SCOPE.months, faults: [] });
  });
});
