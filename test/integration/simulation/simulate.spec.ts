import { afterAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { dataSourceOptions, migrate } from '#libs/persistence/index.js';
import { DEAF, DILIGENT, simulate, type SimulationOptions, type SimulationReport } from '#libs/simulation/index.js';

import { aRegister } from '../../support/portfolio.builders.js';
import { type TestDatabase, testDatabase } from '../../support/postgres.js';

const databases: (TestDatabase & { readonly dataSource: DataSource })[] = [];

async function emptyDatabase(): Promise<DataSource> {
  const database = await testDatabase();
  const dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  databases.push({ ...database, dataSource });
  await migrate(dataSource);
  return dataSource;
}

/** Lives some years; an option left out has the test's own default, and no time passes outside. */
async function lived(options: Partial<SimulationOptions>, dataSource?: DataSource): Promise<SimulationReport> {
  return simulate(dataSource ?? (await emptyDatabase()), {
    seed: 1,
    years: 1,
    from: '2026-09-01',
    products: 6,
    stopwatch: () => 0,
    ...options,
  });
}

afterAll(async () => {
  for (const database of databases) {
    await database.dataSource.destroy();
    await database.drop();
  }
});

describe('simulated years', () => {
  it('are the same for the same seed, and others for another', async () => {
    const [first, again, other] = [await lived({}), await lived({}), await lived({ seed: 2 })];
    expect(again).toEqual(first);
    expect({ ...other, seed: 1 }).not.toEqual(first);
    expect(first).toMatchObject({ from: '2026-09-01', to: '2027-09-01', faults: [] });
  }, 180_000);

  it('keep every invariant, and every log replays', async () => {
    const report = await lived({ products: 20, years: 2, seed: 3, checksAll: true });
    expect(report.faults).toEqual([]);
    expect(report.replayed).toBe(report.cases);
    expect(report.committeesHeld).toBeGreaterThan(40);
    expect(report.records.opened).toBe(report.committeesHeld);
    // Refusals, stops and second thoughts are part of it, and what was tried against the rules was refused.
    expect(report.stops).toBeGreaterThan(0);
    expect(report.answers['request-changes']).toBeGreaterThan(0);
    expect(report.moved).toBeGreaterThan(0);
    expect(report.repeated).toBeGreaterThan(0);
  }, 300_000);
});

describe('people who do all they are asked at once', () => {
  it('have every product on time, at every month end', async () => {
    const { onTime, late, faults } = await lived({ products: 12, seed: 4, model: DILIGENT });
    expect(faults).toEqual([]);
    expect(onTime.months.filter(({ ratio }) => ratio < 1)).toEqual([]);
    expect(late.committees).toBe(0);
  }, 180_000);
});

describe('people who ignore everything', () => {
  it('hold no committee, and are told of each one due once before its date and once after', async () => {
    const dataSource = await emptyDatabase();
    const report = await lived({ products: 10, model: DEAF }, dataSource);
    expect(report).toMatchObject({ faults: [], committeesHeld: 0, onTime: { ratio: 0 } });
    const told = await dataSource.query<{ asked: number; late: number }[]>(
      `select count(*) filter (where type = 'duty.ask-to-plan')::int as asked,
              count(*) filter (where type = 'duty.escalate' and params->>'step' = 'team')::int as late
         from outbox where type in ('duty.ask-to-plan', 'duty.escalate') group by params->>'productId', params->>'dueOn'`,
    );
    expect(told).toHaveLength(report.committeesDue);
    expect(told.every(({ late }) => late === 1)).toBe(true);
    // A product taken over within its planning window is on the dashboard; nobody was mailed about it.
    expect(told.every(({ asked }) => asked <= 1)).toBe(true);
    expect(told.some(({ asked }) => asked === 1)).toBe(true);
  }, 120_000);
});

describe('a register taken over', () => {
  const register = {
    startups: aRegister(
      {
        id: 'kept',
        phases: [{ name: 'construction', start: '2025-03-01' }],
        committees: ['2025-09-01', '2026-03-20', '2026-08-20'],
      },
      { id: 'late', phases: [{ name: 'acceleration', start: '2024-01-15' }], committees: ['2025-02-01'] },
      { id: 'never', phases: [{ name: 'construction', start: '2024-06-01' }], incubator: 'atelier' },
      { id: 'ended', phases: [{ name: 'abandon', start: '2024-06-01' }] },
    ),
  };

  it('starts where it stands, and what was late is made up for', async () => {
    const { products, onTime, madeUp, faults } = await lived({ register });
    expect(faults).toEqual([]);
    expect(products).toBe(4);
    expect(onTime.months[0]).toMatchObject({ on: '2026-09-01', active: 3, onTime: 1 });
    expect(madeUp).toBe(2);
  }, 120_000);
});
