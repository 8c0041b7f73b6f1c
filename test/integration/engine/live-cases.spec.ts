import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { addDays, newId } from '#libs/kernel/index.js';
import {
  caseId,
  CaseFromNewerVersion,
  type Definitions,
  EventRefused,
  MigrateCases,
  replayCase,
} from '#libs/workflow-runtime/index.js';
import { processes } from '#workflows/index.js';

import { type Engine, engineOn, startEngine } from '../../support/engine.js';
import { nextDefinitions } from '../../support/next-version/definitions.js';

const TODAY = '2026-03-02';

describe('a process that changes under live cases', () => {
  let engine: Engine;
  let next: ReturnType<typeof engineOn>;
  beforeAll(async () => {
    engine = await startEngine();
    next = engineOn(engine.dataSource, engine.clock, nextDefinitions);
  });
  beforeEach(() => engine.clock.set(`${TODAY}T09:00:00.000Z`));
  afterAll(async () => engine.stop());

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;
  const cases = (definitions: Definitions = nextDefinitions) =>
    new MigrateCases(engine.transactions, engine.clock, definitions);

  /** The duty of a product whose half-year ends in so many days. */
  async function dutyDueIn(days: number): Promise<string> {
    const productId = newId();
    const anchor = addDays(TODAY, days - 181);
    const now = engine.clock.now();
    engine.clock.set(`${anchor}T09:00:00.000Z`);
    await engine.runtime.open(
      'half-year-duty',
      productId,
      { type: 'phase.entered', phase: 'construction', on: anchor },
      options(),
    );
    engine.clock.set(now);
    while (await engine.sweeper.pass());
    await engine.sweeper.pass();
    return productId;
  }

  const deadlinesOf = async (productId: string) =>
    engine.dataSource.query<{ key: string; day: string; told: boolean }[]>(
      `select key, to_char(due_at, 'YYYY-MM-DD') as day, next_at < 'infinity' as told from deadlines where case_id = $1 order by key`,
      [caseId({ process: 'half-year-duty', subjectId: productId })],
    );
  const logOf = async (productId: string) =>
    (
      await engine.dataSource.query<{ type: string }[]>(
        'select type from case_events where case_id = $1 order by revision',
        [caseId({ process: 'half-year-duty', subjectId: productId })],
      )
    ).map(({ type }) => type);
  const replayed = async (productId: string, definitions = nextDefinitions) => {
    const stored = await next.runtime.stored('half-year-duty', productId);
    return replayCase(engine.dataSource.manager, stored!, definitions['half-year-duty']);
  };

  it('brings those nobody touches: renamed state, moved deadline, and what is new when it is still to come', async () => {
    const [settled, late, lateForLong] = [await dutyDueIn(150), await dutyDueIn(-10), await dutyDueIn(-60)];
    const [before] = await deadlinesOf(settled);
    await cases().execute();
    expect(await next.runtime.read('half-year-duty', settled)).toMatchObject({ state: 'upToDate' });
    const [window] = await deadlinesOf(settled);
    expect(window).toEqual({ key: 'window', day: addDays(before!.day, -10), told: true });
    const ofLate = (told: boolean) => [
      { key: 'insist', told },
      { key: 'recall', told: true },
    ];
    // The escalation of the present version goes on as it was.
    const ofRecalls = async (productId: string) =>
      (await deadlinesOf(productId)).filter(({ key }) => !key.startsWith('late:'));
    expect(await ofRecalls(late)).toMatchObject(ofLate(true));
    expect(await ofRecalls(lateForLong)).toMatchObject(ofLate(false));

    await next.sweeper.pass();
    await next.sweeper.takeBack();
    await next.sweeper.pass();
    expect(await logOf(lateForLong)).not.toContain('overdue.lasted');
    engine.clock.set(`${addDays(TODAY, 25)}T09:00:00.000Z`);
    await next.sweeper.pass();
    const logged = (await logOf(late)).filter((type) => type !== 'escalation.reached');
    expect(logged).toEqual(['phase.entered', 'window.opened', 'due.passed', 'case.migrated', 'overdue.lasted']);
    for (const productId of [settled, late, lateForLong]) expect(await replayed(productId)).toEqual([]);
  });

  it('owes for ever what was armed and is due, were it to change its moment', async () => {
    const productId = await dutyDueIn(95);
    engine.clock.set(`${addDays(TODAY, 20)}T09:00:00.000Z`);
    await cases().execute();
    await next.sweeper.pass();
    expect(await logOf(productId)).toEqual(['phase.entered', 'case.migrated', 'window.opened']);
  });

  it('keeps what operators moved or stopped', async () => {
    const [moved, stopped] = [await dutyDueIn(150), await dutyDueIn(150)];
    const reason = 'Vacances';
    const dueAt = `${addDays(TODAY, 90)}T08:00:00.000Z`;
    await engine.runtime.dispatch(
      'half-year-duty',
      moved,
      { type: 'deadline.moved', key: 'window', dueAt, reason },
      options(),
    );
    await engine.runtime.dispatch(
      'half-year-duty',
      stopped,
      { type: 'deadline.stopped', key: 'window', reason },
      options(),
    );
    await cases().execute();
    expect(await deadlinesOf(moved)).toEqual([{ key: 'window', day: addDays(TODAY, 90), told: true }]);
    expect(await deadlinesOf(stopped)).toEqual([]);
  });

  it('brings a case touched before its turn, by a checkpoint too; one that refuses stays as it was', async () => {
    const productId = await dutyDueIn(150);
    await expect(next.runtime.dispatch('half-year-duty', productId, { type: 'due.passed' }, options())).rejects.toThrow(
      EventRefused,
    );
    expect(await logOf(productId)).toEqual(['phase.entered']);
    const planned = { type: 'committee.planned', committeeId: newId(), on: addDays(TODAY, 60) } as const;
    await next.runtime.dispatch('half-year-duty', productId, planned, options());
    expect(await logOf(productId)).toEqual(['phase.entered', 'case.migrated', 'committee.planned']);
    expect(await replayed(productId)).toEqual([]);
  });

  it('brings a case whose deadline comes due before its turn, then tells what it still holds', async () => {
    const productId = await dutyDueIn(120);
    const [window] = await deadlinesOf(productId);
    engine.clock.set(`${window!.day}T09:00:00.000Z`);
    await next.sweeper.pass();
    await next.sweeper.pass();
    expect(await logOf(productId)).toEqual(['phase.entered', 'case.migrated', 'window.opened']);
    const refused = await engine.dataSource.query(`select from deadlines where last_error is not null`);
    expect(refused).toEqual([]);
  });

  it('is done once by any number at once, whatever moves meanwhile, and again without effect', async () => {
    const products = await Promise.all(Array.from({ length: 60 }, async () => dutyDueIn(150)));
    const [first, second] = await Promise.all([
      cases().execute(),
      cases().execute(),
      ...products.map(async (productId, index) =>
        (index % 2 === 0 ? next : engine).runtime
          .dispatch('half-year-duty', productId, { type: 'committee.cancelled', committeeId: newId() }, options())
          .catch((error: unknown) => expect(error).toBeInstanceOf(CaseFromNewerVersion)),
      ),
    ]);
    expect(first.brought + second.brought).toBeLessThanOrEqual(60);
    expect(await cases().outdated()).toBe(0);
    expect(await cases().execute()).toEqual({ brought: 0, left: [] });
    for (const productId of products) {
      expect((await logOf(productId)).filter((type) => type === 'case.migrated')).toHaveLength(1);
      expect(await replayed(productId)).toEqual([]);
    }
  });

  it('leaves newer cases alone in an older program, which can still check their chain', async () => {
    const productId = await dutyDueIn(91);
    await cases().execute();
    engine.clock.set(`${addDays(TODAY, 3)}T09:00:00.000Z`);
    const read = async () => engine.runtime.read('half-year-duty', productId);
    await expect(read()).rejects.toMatchObject({ code: 'CASE_FROM_NEWER_VERSION', status: 503 });
    expect(await engine.sweeper.pass()).toBe(false);
    expect(await logOf(productId)).toEqual(['phase.entered', 'case.migrated']);
    expect(await replayed(productId, processes)).toEqual([]);
    await next.sweeper.pass();
    expect(await logOf(productId)).toEqual(['phase.entered', 'case.migrated', 'window.opened']);
  });

  it('leaves closed cases as they were', async () => {
    const committeeId = newId();
    const startsAt = '2026-06-15T12:00:00.000Z';
    const event = { type: 'committee.planned', startsAt, productIds: [newId()] } as const;
    await engine.runtime.open('committee', committeeId, event, options());
    await engine.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'committee.cancelled', reason: 'Arrêt' },
      options(),
    );
    const { committee } = processes;
    const newer = {
      ...processes,
      committee: { ...committee, version: committee.version + 1, migrations: { [committee.version]: (kept) => kept } },
    } as Definitions;
    await cases(newer).execute();
    const stored = await engine.runtime.stored('committee', committeeId);
    expect(stored).toMatchObject({ version: committee.version, closed: true });
    expect(await engineOn(engine.dataSource, engine.clock, newer).runtime.read('committee', committeeId)).toMatchObject(
      {
        state: 'cancelled',
      },
    );
    expect(await replayCase(engine.dataSource.manager, stored!, newer.committee)).toEqual([]);
  });

  it('names the cases that a migration cannot bring, and brings the others', async () => {
    const [broken, sound] = [await dutyDueIn(150), await dutyDueIn(150)];
    const duty = nextDefinitions['half-year-duty'];
    const bring = (lose: boolean): Definitions => ({
      ...nextDefinitions,
      'half-year-duty': {
        ...duty,
        migrations: {
          ...duty.migrations,
          [duty.version - 1]: (snapshot) => {
            if (snapshot.context['productId'] !== broken) return duty.migrations[duty.version - 1]!(snapshot);
            if (!lose) throw new Error('nothing to count from');
            return { ...snapshot, value: 'lost' };
          },
        },
      },
    });
    for (const [lose, why] of [
      [false, 'nothing to count from'],
      [true, 'lost'],
    ] as const) {
      const { left } = await cases(bring(lose)).execute();
      expect(left.map(({ stored }) => stored.subjectId)).toEqual([broken]);
      expect(left[0]?.why).toContain(why);
    }
    expect(await logOf(sound)).toContain('case.migrated');
    expect(await logOf(broken)).toEqual(['phase.entered']);
    const runtime = engineOn(engine.dataSource, engine.clock, bring(true)).runtime;
    await expect(runtime.read('half-year-duty', broken)).rejects.toMatchObject({ code: 'CASE_NOT_MIGRATABLE' });
  });
});
