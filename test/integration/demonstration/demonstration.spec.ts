import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { Committees } from '#libs/committees/index.js';
import { FeaturesModule } from '#libs/composition/index.js';
import { Envelopes, Objectives } from '#libs/decisions/index.js';
import { demonstrationLogin, furnishDemonstration } from '#libs/demonstration/index.js';
import { Dossiers } from '#libs/dossiers/index.js';
import { Access, People, Roles } from '#libs/identity/index.js';
import { type CalendarDate, type Instant, ManualClock, parisDate } from '#libs/kernel/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';
import { Portfolio, Products } from '#libs/portfolio/index.js';
import { Records } from '#libs/records/index.js';
import { replayCase, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

import { testConfiguration } from '../../support/configuration.js';
import { eventually } from '../../support/eventually.js';
import { type TestDatabase, testDatabase } from '../../support/postgres.js';

/** A Wednesday without anything near. */
const NOW = '2026-10-14T08:20:00.000Z';

interface World {
  readonly database: TestDatabase;
  readonly services: INestApplicationContext;
  readonly source: DataSource;
  readonly today: CalendarDate;
  readonly get: <T>(token: abstract new (...args: never[]) => T) => T;
  stop(): Promise<void>;
}

async function emptyWorld(now: Instant = NOW): Promise<World> {
  const database = await testDatabase();
  const migrating = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
  await migrate(migrating);
  await migrating.destroy();
  const root = FeaturesModule.with(testConfiguration(database.url), new ManualClock(now), 4);
  const services = await NestFactory.createApplicationContext(root, { abortOnError: false, logger: false });
  return {
    database,
    services,
    source: services.get(DataSource),
    today: parisDate(now),
    get: (token) => services.get(token, { strict: false }),
    stop: async () => {
      await services.close();
      await database.drop();
    },
  };
}

const linesOf = async ({ get, today }: World) => (await get(Portfolio).search({ on: today })).lines;

/** How often each word occurs. */
function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Everything that the database holds, by table. */
async function rowCounts({ source }: World): Promise<Readonly<Record<string, number>>> {
  const tables = await source.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await source.query<{ count: number }[]>(`select count(*)::int as count from "${name}"`);
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

async function replayFaults({ source, get }: World): Promise<readonly unknown[]> {
  const cases = await source.query<{ process: ProcessName; subject_id: string }[]>(
    'select process, subject_id from cases',
  );
  const faults = [];
  for (const { process, subject_id: subjectId } of cases) {
    const found = await get(WorkflowRuntime).read(process, subjectId);
    faults.push(...(found ? await replayCase(source.manager, found.stored) : [{ process, subjectId }]));
  }
  return faults;
}

describe('the demonstration', () => {
  let world: World;
  beforeAll(async () => {
    world = await emptyWorld();
    expect(await furnishDemonstration(world.services)).toBe(true);
  });
  afterAll(async () => world.stop());

  const productNamed = async (name: string) => {
    const line = (await linesOf(world)).find((one) => one.product.name === name);
    if (!line) throw new Error(`no product ${name}`);
    return line;
  };

  it('has twelve products, in every phase', async () => {
    expect(tally((await linesOf(world)).map((line) => line.phase))).toEqual({
      investigation: 2,
      construction: 3,
      acceleration: 3,
      'sustainability.consolidation': 1,
      'sustainability.operated': 1,
      safeguard: 1,
      'stopped.abandoned': 1,
    });
  });

  it('has committees of every lateness', async () => {
    const lines = await linesOf(world);
    expect(new Set(lines.map((line) => line.standing))).toEqual(
      new Set(['overdue', 'due', 'held', 'planned', 'settled', 'notOwed']),
    );
    expect(await productNamed('Ancre flottante')).toMatchObject({ standing: 'overdue', daysLate: 8 });
    expect((await productNamed('Les Passeurs')).daysLate).toBeGreaterThan(200);
    expect(await productNamed('Pontons')).toMatchObject({ standing: 'settled', daysLate: 0 });
  });

  it('has committees planned, convened, in preparation, and one whose record is to come', async () => {
    const states: Record<string, string> = {};
    for (const { product } of await linesOf(world)) {
      const [latest] = (await world.get(Committees).ofProduct(product.id)).toSorted((a, b) =>
        a.startsAt < b.startsAt ? 1 : -1,
      );
      if (latest) states[product.name] = latest.state;
    }
    expect(states).toEqual({ Cabotage: 'preparing', Bouée: 'decided', 'Quai ouvert': 'convened', Vigie: 'planned' });
    const owed = await world.source.query<{ type: string }[]>(
      'select distinct type from outbox where done_at is null order by type',
    );
    expect(owed.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['invitations.send', 'operations.notify', 'records.open']),
    );
  });

  it('has sealed records, and what they brought about', async () => {
    const cabotage = await productNamed('Cabotage');
    const [record] = await world.get(Records).ofProduct(cabotage.product.id);
    expect(record).toMatchObject({ state: 'sealed', pdf: { sealed: { trialSeal: true } } });
    expect(await world.get(Objectives).baselineOf(cabotage.product.id)).toHaveLength(2);
    expect(await world.get(Envelopes).currentOf(cabotage.product.id, world.today)).toMatchObject({
      totalCents: 180_000_00,
    });
    const [dossier] = await world.get(Dossiers).ofProduct(cabotage.product.id);
    expect(dossier).toMatchObject({ submission: null, content: { objectives: [{ status: 'partly' }, {}] } });
    const quai = await productNamed('Quai ouvert');
    const [coSigned] = await world.get(Records).ofProduct(quai.product.id);
    expect(coSigned?.context.signatories.map(({ answer }) => answer?.choice)).toEqual(
      expect.arrayContaining(['approve', 'approve-with-reservations']),
    );
  });

  it('has a product that two sponsors fund, and one without any', async () => {
    const sponsorsOf = async (name: string) => {
      const { product } = await productNamed(name);
      const holders = await world.get(Roles).ofProduct(product.id);
      return [
        (await world.get(Products).sponsorsOf(product.id)).length,
        holders.filter(({ role }) => role === 'sponsor').length,
      ];
    };
    expect(await sponsorsOf('Quai ouvert')).toEqual([2, 2]);
    expect(await sponsorsOf('Vigie')).toEqual([0, 0]);
  });

  it('is entered by somebody who runs its committees', async () => {
    const email = await demonstrationLogin(world.services);
    expect(email).toBe('camille.martin@fabrique.example');
    const lead = await world.get(People).byEmail(email ?? '');
    const { product } = await productNamed('Vigie');
    expect(await world.get(Access).rolesForProduct(lead?.id ?? '', product.id)).toContain('incubator-lead');
  });

  it('has nobody at an address that could exist', async () => {
    const rows = await world.source.query<{ address: string }[]>(
      `select email as address from people union select contact from products union select contact from incubators`,
    );
    expect(rows.length).toBeGreaterThan(30);
    for (const { address } of rows) expect(address).toMatch(/^[a-z.-]+@[a-z-]+\.example$/u);
  });

  it('was lived through: every case replays to the state it is in', async () => {
    expect(await replayFaults(world)).toEqual([]);
  });

  it('changes nothing when it is there already', async () => {
    const before = await rowCounts(world);
    expect(await furnishDemonstration(world.services)).toBe(false);
    expect(await rowCounts(world)).toEqual(before);
  });
});

describe('a demonstration that dies on the way', () => {
  it('leaves nothing behind, and comes whole the next time', async () => {
    const world = await emptyWorld();
    try {
      const before = await rowCounts(world);
      const dying = furnishDemonstration(world.services).catch(() => 'died');
      await eventually(async () => {
        const killed = await world.source.query<unknown[]>(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_xid is not null`,
        );
        expect(killed.length).toBeGreaterThan(0);
      });
      expect(await dying).toBe('died');
      expect(await rowCounts(world)).toEqual(before);
      expect(await furnishDemonstration(world.services)).toBe(true);
      expect(await linesOf(world)).toHaveLength(12);
    } finally {
      await world.stop();
    }
  });
});

describe('a demonstration made on any day', () => {
  it.each([
    ['in the first hour of a year', '2027-12-31T23:10:00.000Z'],
    ['on a Monday after a holiday', '2026-05-04T05:00:00.000Z'],
    ['on the last day of February', '2028-02-29T16:45:00.000Z'],
  ])('holds together %s', async (_when, now) => {
    const world = await emptyWorld(now);
    try {
      expect(await furnishDemonstration(world.services)).toBe(true);
      expect(tally((await linesOf(world)).map((line) => line.standing))).toEqual({
        overdue: 2,
        due: 3,
        planned: 3,
        held: 1,
        settled: 1,
        notOwed: 2,
      });
      expect(await replayFaults(world)).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});
