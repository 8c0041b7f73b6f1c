import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { addDays, addMilliseconds, ManualClock, newId, SystemClock } from '#libs/kernel/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';
import { CaseFromNewerVersion, type Definitions, replayCase } from '#libs/workflow-runtime/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { engineOn } from '../support/engine.js';
import { eventually } from '../support/eventually.js';
import { type Mailbox, startMailbox } from '../support/mailbox.js';
import { buildNextVersion, type NextVersion } from '../support/next-version/build.js';
import { nextDefinitions } from '../support/next-version/definitions.js';
import { freePort } from '../support/ports.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
import { type ProcessOptions, type RunningProcess, startApp, waitForHealth } from '../support/processes.js';
import { Visitor } from '../support/visitor.js';

const LEAD = 'lea.martin@fabrique.example';
const TODAY = '2026-03-02';
const CLIENTS = 4;

/** Days in which the half-year of a product ends, and how many products of that kind. */
const PORTFOLIO = [
  // Its planning window opens during the test, for the next version only.
  { dueIn: 130, count: 20 },
  // The next version will insist on these during the test,
  { dueIn: -10, count: 20 },
  // and must not on these: it is too late.
  { dueIn: -60, count: 20 },
];

const products = PORTFOLIO.flatMap(({ dueIn, count }) =>
  Array.from({ length: count }, (_, index) => ({
    id: `produit-${dueIn}-${index}`,
    type: 'startup',
    attributes: {
      name: `Produit ${dueIn} ${index}`,
      phases: [{ name: 'construction', start: addDays(TODAY, dueIn - 181), end: '' }],
      events: [],
      sponsors: [],
    },
    relationships: { incubator: { data: { type: 'incubator', id: 'littoral' } } },
  })),
);

const register = {
  data: products,
  included: [{ id: 'littoral', type: 'incubator', attributes: { title: 'La Fabrique du littoral' } }],
};

const PATIENCE = 120_000;

/** Runs beside the programs', which read it from a file. */
class SharedClock extends ManualClock {
  readonly #system = new SystemClock();
  #shift = 0;

  constructor(readonly file: string) {
    super(`${TODAY}T09:00:00.000Z`);
    this.set(`${TODAY}T09:00:00.000Z`);
  }

  override now(): string {
    return addMilliseconds(this.#system.now(), this.#shift);
  }

  override set(instant: string): void {
    this.#shift = Date.parse(instant) - this.#system.millis();
    writeFileSync(this.file, String(this.#shift));
  }
}

describe('two versions side by side during a rollout', () => {
  let next: NextVersion;
  let database: TestDatabase;
  let mailbox: Mailbox;
  let source: DataSource;
  let folder: string;
  let clock: SharedClock;
  let origins: { old: string; next: string };
  const running = new Map<string, RunningProcess>();
  const load = { ends: false, acknowledged: 0, refused: 0 };

  const env = (preload: string, origin: string): ProcessOptions['env'] => ({
    DATABASE_URL: database.url,
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'Comités <comites@fabrique.example>',
    BASE_URL: origins.old,
    SESSION_SECRET: 'a secret that every api shares, long enough',
    HOST: '127.0.0.1',
    PORT: new URL(origin).port,
    NODE_OPTIONS: `--import=${preload}`,
    JALON_TEST_TIME: clock.file,
  });
  const startOld = (app: 'api' | 'worker' | 'cli', ...args: string[]) =>
    startApp(app, { args, env: env(path.join(import.meta.dirname, '../support/shifted-time.mjs'), origins.old)! });
  const startNext = (app: 'api' | 'worker' | 'cli', ...args: string[]) =>
    next.start(app, { args, env: env(next.preload, origins.next)! });
  const done = async (command: RunningProcess) => {
    const { code } = await command.exited;
    return { code, out: command.standardOutput(), all: command.output() };
  };
  const count = async (what: string): Promise<number> => {
    const [row] = await source.query<{ count: number }[]>(`select count(*)::int as count from ${what}`);
    return row?.count ?? 0;
  };
  const engine = (definitions: Definitions) => engineOn(source, clock, definitions).runtime;

  beforeAll(async () => {
    [next, database, mailbox] = await Promise.all([buildNextVersion(), testDatabase(), startMailbox()]);
    folder = mkdtempSync(path.join(tmpdir(), 'jalon-versions-'));
    clock = new SharedClock(path.join(folder, 'time'));
    const [old, newer] = [await freePort(), await freePort()];
    origins = { old: `http://127.0.0.1:${old}`, next: `http://127.0.0.1:${newer}` };
    const file = path.join(folder, 'register.json');
    writeFileSync(file, JSON.stringify(register));
    source = await new DataSource(dataSourceOptions(database.url, 6)).initialize();
    await migrate(source);
    expect((await done(startOld('cli', 'import', 'beta-gouv', file))).code).toBe(0);
    const role = startOld('cli', 'role', LEAD, 'incubator-lead', '--name', 'Léa Martin', '--in', 'littoral');
    expect((await done(role)).code).toBe(0);
    running.set('old api', startOld('api')).set('old worker', startOld('worker'));
    await Promise.all([waitForHealth(`${origins.old}/health`), running.get('old worker')!.waitFor(/ready/u)]);
  }, PATIENCE);

  afterAll(async () => {
    load.ends = true;
    await Promise.all([...running.values()].map(async (process) => process.stop()));
    await source.destroy();
    await mailbox.stop();
    await database.drop();
    next.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends events that any duty takes, to the older version first; what that one refuses goes to the newer. */
  async function client(subjects: readonly string[]): Promise<void> {
    const [old, newer] = [engine(processes), engine(nextDefinitions)];
    for (let turn = 0; !load.ends; turn += 1) {
      const subject = subjects[(turn * 7) % subjects.length]!;
      const event = { type: 'committee.cancelled', committeeId: newId() } as const;
      const options = { actor: 'person:test', idempotencyKey: newId() } as const;
      try {
        await old.dispatch('half-year-duty', subject, event, options);
      } catch (error) {
        if (!(error instanceof CaseFromNewerVersion)) throw error;
        load.refused += 1;
        await newer.dispatch('half-year-duty', subject, event, options);
      }
      load.acknowledged += 1;
      await sleep(10);
    }
  }

  it('names what the rollout will touch, and changes nothing', async () => {
    const before = await count('case_events');
    const { code, out } = await done(startNext('cli', 'migrate', '--dry-run', '--json'));
    expect(code).toBe(0);
    const forecast = JSON.parse(out) as {
      pending: string[];
      impossible: unknown[];
      cases: { products: string[]; stateBefore: string; stateAfter: string; deadlines: Record<string, unknown[]> }[];
    };
    expect(forecast.pending).toEqual(['Insisted0000000009999']);
    expect([forecast.cases.length, forecast.impossible]).toEqual([products.length, []]);
    const about = (dueIn: number) => forecast.cases.find(({ products: [name] }) => name === `Produit ${dueIn} 0`);
    expect(about(130)).toMatchObject({ stateBefore: 'settled', stateAfter: 'upToDate' });
    expect(about(130)?.deadlines).toMatchObject({ moved: [{ key: 'window' }], added: [], dropped: [] });
    expect(about(-10)?.deadlines).toMatchObject({ added: [{ key: 'insist' }], passed: [] });
    expect(about(-60)?.deadlines).toMatchObject({ added: [], passed: [{ key: 'insist' }] });
    expect([await count('case_events'), await count(`pg_class where relname = 'insisted'`)]).toEqual([before, 0]);
  });

  it(
    'refuse only what they cannot understand, and lose nothing',
    async () => {
      const subjects = await source.query<{ subject_id: string }[]>(
        `select subject_id from cases where process = 'half-year-duty' order by subject_id`,
      );
      const share = Math.floor(subjects.length / CLIENTS);
      const ids = subjects.map(({ subject_id: id }) => id);
      const clients = Array.from({ length: CLIENTS }, async (_, index) =>
        client(ids.slice(index * share, (index + 1) * share)),
      );

      expect(await done(startNext('cli', 'migrate', '--no-cases'))).toMatchObject({ code: 0 });
      running.set('next worker', startNext('worker')).set('next api', startNext('api'));
      await Promise.all([waitForHealth(`${origins.next}/health`), running.get('next worker')!.waitFor(/ready/u)]);
      await eventually(async () => expect(await count(`cases where ${OUTDATED}`)).toBe(0));

      // The older one goes on serving people, and asks for patience when it meets what it cannot understand.
      const link = await done(startOld('cli', 'login-link', LEAD, '--json'));
      const { secret, code } = linkIn(link.out);
      const lead = await new Visitor(origins.old).get(`/connexion/${secret}`);
      await lead.submit(`/connexion/${secret}`, { code });
      expect([lead.status, lead.page]).toEqual([200, expect.stringContaining('Léa Martin')]);
      const where = { heure: '14:00', place: 'Salle des cartes', videoUrl: '' };
      await (
        await lead.get('/comites/nouveau')
      ).submit('/comites/nouveau', { produit: ids[0]!, date: addDays(TODAY, 60), ...where });
      expect([lead.status, lead.page]).toEqual([503, expect.stringContaining('mise à jour de Jalon')]);

      // What comes due now is of newer cases, for both sweepers and both workers to see.
      clock.set(`${addDays(TODAY, 45)}T09:00:00.000Z`);
      await eventually(async () => expect(await count('insisted')).toBeGreaterThan(0));
      for (const name of ['old api', 'old worker']) {
        expect(await running.get(name)?.stop()).toMatchObject({ code: 0 });
        running.delete(name);
      }
      load.ends = true;
      await Promise.all(clients);
      await eventually(async () => {
        expect(await count('outbox where done_at is null')).toBe(0);
        expect(await count(`deadlines where next_at <= '${clock.now()}'`)).toBe(0);
      }, 30_000);

      const told = `case_events where type = 'overdue.lasted'`;
      const faults = await replayed();
      const table = {
        'events acknowledged': load.acknowledged,
        'of them refused by the older version, taken by the newer': load.refused,
        'of them in the log': await count(`case_events where actor = 'person:test'`),
        'cases brought': await count(`case_events where type = 'case.migrated'`),
        'effects owed': await count('outbox'),
        'effects done': await count('outbox where done_at is not null'),
        'attempts spent in vain': await count('outbox where attempts <> 1'),
        'new deadlines told': await count(told),
        'new effects done': await count('insisted'),
        'mails sent twice': mailbox.mails.length - new Set(mailbox.mails.map(({ messageId }) => messageId)).size,
        'logs that do not replay': faults.length,
      };
      process.stdout.write(
        `${Object.entries(table)
          .map(([what, number]) => `${String(number).padStart(7)}  ${what}`)
          .join('\n')}\n`,
      );
      expect(table).toMatchObject({
        'of them in the log': load.acknowledged,
        'cases brought': products.length,
        'effects done': table['effects owed'],
        'attempts spent in vain': 0,
        'new effects done': table['new deadlines told'],
        'mails sent twice': 0,
        'logs that do not replay': 0,
      });
      expect(load.refused).toBeGreaterThan(0);
      expect(table['new deadlines told']).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  async function replayed(): Promise<readonly unknown[]> {
    const runtime = engine(nextDefinitions);
    const cases = await source.query<{ process: ProcessName; subject_id: string }[]>(
      'select process, subject_id from cases',
    );
    const faults: unknown[] = [];
    for (const { process, subject_id: subjectId } of cases) {
      const stored = await runtime.stored(process, subjectId);
      faults.push(...(await replayCase(source.manager, stored!, nextDefinitions[process])));
    }
    return faults;
  }
});

const OUTDATED = `process = 'half-year-duty' and version < ${nextDefinitions['half-year-duty'].version} and not closed`;

function linkIn(answer: string): { readonly secret: string; readonly code: string } {
  const [, secret = ''] = /\/connexion\/([\w-]+)/u.exec(answer) ?? [];
  const [, code = ''] = /\b(\d{6})\b/u.exec(answer.replaceAll(/(\d{3})\s(\d{3})/gu, '$1$2')) ?? [];
  return { secret, code };
}
