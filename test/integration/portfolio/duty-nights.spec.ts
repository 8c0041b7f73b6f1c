import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addMonths, type CalendarDate, newId, parisDateTime } from '#libs/kernel/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

/** A half-year that ends the day before each night on which the clocks of Paris change, or before a day off. */
const NIGHTS: readonly { readonly dueOn: CalendarDate; readonly toldAt: string }[] = [
  { dueOn: '2026-10-24', toldAt: '2026-10-26T07:00:00.000Z' },
  { dueOn: '2027-03-27', toldAt: '2027-03-30T06:00:00.000Z' },
  { dueOn: '2028-02-29', toldAt: '2028-03-01T07:00:00.000Z' },
  { dueOn: '2026-04-30', toldAt: '2026-05-04T06:00:00.000Z' },
];

describe('a duty swept twice in the nights that people remember', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(async () => engine.stop());

  it.each(NIGHTS)('is late once and told once after $dueOn, at eight in Paris', async ({ dueOn, toldAt }) => {
    const productId = newId();
    const anchor = addMonths(dueOn, -6);
    engine.clock.set(`${anchor}T09:00:00.000Z`);
    await engine.runtime.open(
      'half-year-duty',
      productId,
      { type: 'phase.entered', phase: 'construction', on: anchor },
      { actor: 'person:test', idempotencyKey: newId() },
    );
    const told = async () =>
      engine.dataSource.query<{ step: string }[]>(
        `select params->>'step' as step from outbox where type = 'duty.escalate' and params->>'productId' = $1 order by created_at`,
        [productId],
      );
    const times = async (type: string) =>
      engine.dataSource.query<{ at: Date }[]>(
        `select e.at from case_events e join cases c on c.id = e.case_id where c.subject_id = $1 and e.type = $2`,
        [productId, type],
      );
    // Half past two of 25 October 2026 comes twice in Paris, at 00:30 and 01:30 in UTC: both sweep, and again in the morning.
    const night = toldAt.slice(0, 10);
    for (const hour of ['00:30', '01:30', '01:30']) {
      engine.clock.set(`${dueOn === '2026-10-24' ? '2026-10-25' : night}T${hour}:00.000Z`);
      while (await engine.sweeper.pass());
      expect(await told()).toEqual([]);
    }
    expect(await times('due.passed')).toHaveLength(1);
    engine.clock.set(toldAt);
    while (await engine.sweeper.pass());
    while (await engine.sweeper.pass());
    expect(await told()).toEqual([{ step: 'team' }]);
    expect(parisDateTime(toldAt).time).toBe('08:00');
  });
});
