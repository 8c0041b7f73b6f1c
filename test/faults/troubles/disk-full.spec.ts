import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { ConveneCommittee } from '#libs/committees/index.js';
import { newId } from '#libs/kernel/index.js';

import { aftermathOf, NOTHING_AMISS, owedBy } from '../../support/aftermath.js';
import { ChildJalon } from '../../support/child-jalon.js';
import { anIncubator, aProduct, planned } from '../../support/committees.builders.js';
import { committingElsewhere } from '../../support/committing-elsewhere.js';
import { eventually } from '../../support/eventually.js';
import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { SmallDisk } from '../../support/storm/edges/small-disk.js';
import { Installation } from '../../support/storm/installation.js';

const PATIENCE_MS = 300_000;

/** Room for a database and its log. */
const DISK_MEGABYTES = 500;
const SMALL_LOG = ['max_wal_size=96MB', 'min_wal_size=32MB'];

/** More than it takes to reach the end of the pages that a full disk leaves. */
const COMMITTEES = 30;

(WHOLE_FAULTS ? describe : describe.skip)('a disk that is full', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = SmallDisk.mount(DISK_MEGABYTES);
  });
  afterEach(() => disk.unmount());

  /** Uses up the room that the log of the database set aside, until it cannot go on: it stops in panic. */
  const exhaustLog = async (url: string): Promise<void> => {
    for (let segment = 0; segment < 50; segment += 1) {
      disk.fill();
      const client = new Client({ connectionString: url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query(`select pg_logical_emit_message(false, 'ballast', repeat('x', 1000000)), pg_switch_wal()`);
      } catch {
        return;
      } finally {
        await client.end().catch(() => undefined);
      }
    }
    throw new Error('the log of the database found room each time');
  };

  it(
    'under a service: what would be written is refused with the reason, and taken once there is room',
    async () => {
      const fleet = { databaseHome: disk.folder('database'), databaseFlags: SMALL_LOG };
      const jalon = await Installation.start(fleet);
      try {
        const committees: Awaited<ReturnType<Installation['plannedCommittee']>>[] = [];
        for (let nth = 0; nth < COMMITTEES; nth += 1) committees.push(await jalon.plannedCommittee());
        await jalon.settled();
        disk.fill();
        const answers = [];
        for (const { form: convene } of committees) answers.push(await convene());
        const refused = answers.filter(({ status }) => status === 503);
        expect(refused.length).toBeGreaterThan(0);
        expect(answers.filter(({ status }) => status !== 503 && status !== 303)).toEqual([]);
        for (const { text, retryAfter } of refused) {
          expect(text).toMatch(/n’a plus de place|ne répond pas/u);
          expect(retryAfter).toBe('10');
        }
        const full = refused.filter(({ text }) => text.includes('n’a plus de place')).length;
        process.stdout.write(`disk full: ${answers.length - refused.length} taken, ${full} refused for want of room\n`);
        expect(full).toBeGreaterThan(0);

        await exhaustLog(jalon.fleet.database.url);
        expect(await jalon.health()).toMatchObject({ status: 'down', error: { code: 'DATABASE_UNREACHABLE' } });

        disk.empty();
        await jalon.fleet.database.revive();
        for (const { form: convene } of committees)
          await eventually(async () => expect(await convene()).toMatchObject({ status: 303 }), 30_000);
        await jalon.settled(120_000);
        for (const { id } of committees)
          expect(Object.keys(await jalon.mailsOf(id)).filter((state) => state !== 'unknown')).toEqual(['sent']);
        expect([await jalon.acceptedTwice(), jalon.fleet.ownEnds()]).toEqual([[], []]);
      } finally {
        await jalon.remove();
      }
    },
    PATIENCE_MS,
  );

  it(
    'under Jalon in one process: its database is brought back by itself once there is room, and nothing is lost',
    async () => {
      const jalon = await ChildJalon.prepare(undefined, disk.folder('home'));
      try {
        await jalon.start();
        const services = await jalon.services();
        const settled = async (): Promise<void> =>
          eventually(async () => expect(await owedBy(services)).toEqual([]), 120_000);
        const world = committingElsewhere(services, jalon.clock, settled);
        const incubator = await anIncubator(world);
        const told: string[] = [];
        const convene = async (committeeId: string): Promise<void> => {
          const command = { committeeId, personId: incubator.lead.id, idempotencyKey: newId() };
          await world.get(ConveneCommittee).execute(command);
          told.push(committeeId);
        };
        const plan = async (on: string): Promise<string> => {
          const product = await aProduct(world, incubator.id);
          return planned(world, { productIds: [product.id], personId: incubator.lead.id, on });
        };
        const before = [await plan('2026-06-15'), await plan('2026-06-16')];
        const after = await plan('2026-06-17');
        for (const committeeId of before) await convene(committeeId);

        await exhaustLog(jalon.databaseUrl());
        await eventually(
          async () => expect(jalon.output()).toContain('s’est arrêtée d’elle-même. Jalon la relance'),
          30_000,
        );
        await sleep(5_000);
        const health = await fetch(`${jalon.address}/health`);
        expect([health.status, await health.json()]).toMatchObject([503, { status: 'down' }]);
        expect(jalon.output()).toContain('No space left on device');

        disk.empty();
        await eventually(async () => expect((await fetch(`${jalon.address}/health`)).status).toBe(200), 60_000);
        await eventually(async () => convene(after), 30_000);
        await settled();
        expect(await aftermathOf(services)).toEqual(NOTHING_AMISS);
        for (const committeeId of told) expect((await world.committees.byId(committeeId))?.state).toBe('convened');
      } finally {
        disk.empty();
        await jalon.remove();
      }
    },
    PATIENCE_MS,
  );
});
