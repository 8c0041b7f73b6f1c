import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, type CalendarDate, type Instant, newId, parisInstant } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import { RUNGS, rungAt } from '#workflows/committee/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

describe('any date of a committee', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(async () => engine.stop());

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

  async function conveneOn(startsAt: Instant): Promise<string> {
    const committeeId = newId();
    const planned = { type: 'committee.planned', startsAt, productIds: [newId()] } as const;
    await engine.runtime.open('committee', committeeId, planned, options());
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    return committeeId;
  }

  const remindersOf = async (committeeId: string): Promise<readonly string[]> => {
    const rows = await engine.dataSource.query<{ rung: string }[]>(
      `select params->>'rung' as rung from outbox where case_id = $1 and type = 'reminder.send'
        order by revision, position`,
      [caseId({ process: 'committee', subjectId: committeeId })],
    );
    return rows.map(({ rung }) => rung);
  };

  it('climbs each rung that is left exactly once, in order, however the clock walks', async () => {
    const day = fc.integer({ min: 0, max: 3_650 }).map((days): CalendarDate => addDays('2026-01-01', days));
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    const strides = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(day, time, fc.integer({ min: 1, max: 80 }), strides, async (on, at, notice, walk) => {
        const startsAt = parisInstant(on, at);
        const convenedAt = parisInstant(addDays(on, -notice), '10:00');
        engine.clock.set(convenedAt);
        const committeeId = await conveneOn(startsAt);
        for (let today = addDays(on, -notice), step = 0; today <= on; step += 1) {
          today = addDays(today, walk[step % walk.length] ?? 1);
          engine.clock.set(parisInstant(today, '09:00'));
          while (await engine.sweeper.pass());
        }
        const left = RUNGS.map(({ rung }) => rung).filter((rung) => rungAt(rung, startsAt) > convenedAt);
        // A committee convened late opens its dossiers at once: that stands for D-21.
        const expected = left.includes('D-21') ? left : ['D-21', ...left];
        expect(await remindersOf(committeeId)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
