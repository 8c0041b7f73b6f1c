import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import type { StoredSnapshot } from '../contract/index.js';
import type { DutyContext } from './case.js';
import { halfYearDuty } from './index.js';

const kept = (state: string, changes: Partial<DutyContext> = {}, version = 1): StoredSnapshot => {
  const file = new URL(`fixtures/v${version}/${state}.json`, import.meta.url);
  const { value, context } = JSON.parse(readFileSync(file, 'utf8')) as StoredSnapshot;
  return { value, context: { ...context, ...changes } };
};

/** To today’s version, one after the other. */
const brought = (snapshot: StoredSnapshot, from = 1): StoredSnapshot =>
  Object.entries(halfYearDuty.migrations)
    .filter(([version]) => Number(version) >= from)
    .reduce((former, [, migrate]) => migrate(former), snapshot);
const contextOf = (snapshot: StoredSnapshot): DutyContext => brought(snapshot).context as unknown as DutyContext;

describe('a duty of version 1', () => {
  it('keeps its dates, and is asked for within six months of the last sitting', () => {
    const dates = { dueOn: '2027-01-15', rank: 2, lastCommitteeOn: '2026-05-04', decidedOn: '2026-05-04' };
    const snapshot = kept('settled', dates);
    expect(brought(snapshot).context).toMatchObject({ ...snapshot.context, ...dates, countedOn: '2026-05-04' });
    expect(halfYearDuty.deadlines(brought(snapshot))).toEqual([
      { key: 'window', dueAt: '2026-08-06T06:00:00.000Z', event: { type: 'window.opened' } },
    ]);
  });

  it('remembers what it asked, and counts its reminders from that day', () => {
    expect(contextOf(kept('due'))).toMatchObject({ said: { ask: '2026-07-15' }, askedOn: '2026-04-16' });
    const early = kept('due', { dueOn: '2027-01-15', lastCommitteeOn: '2026-05-04', said: { ask: '2027-01-15' } });
    expect(contextOf(early).said).toEqual({ ask: '2026-11-04' });
    expect(contextOf(kept('overdue')).said).toMatchObject({ ask: '2026-07-15', overdue: '2026-07-15' });
  });

  it('has not counted the sittings that wait for their signatures', () => {
    expect(contextOf(kept('held'))).toMatchObject({ lastCommitteeOn: '2026-07-02', countedOn: null });
  });
});

describe('a duty of version 2', () => {
  it('that was told to be late tells nobody a second time, and goes on every month', () => {
    const snapshot = brought(kept('overdue', {}, 2), 2);
    expect(halfYearDuty.deadlines(snapshot).map(({ key }) => key)).toEqual(['recall']);
  });

  it('asked for a day that the closing now brings forward: it is the same request', () => {
    const dates = { dueOn: '2027-01-15', rank: 2, lastCommitteeOn: '2026-07-15', said: { ask: '2027-01-15' } };
    const { said } = brought(kept('due', dates, 2), 2).context as unknown as DutyContext;
    expect(said).toEqual({ ask: '2026-11-14' });
  });
});
