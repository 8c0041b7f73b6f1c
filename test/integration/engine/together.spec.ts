import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { newId } from '#libs/kernel/index.js';
import { caseId, replayCase } from '#libs/workflow-runtime/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

const options = (idempotencyKey = newId()) => ({ actor: 'person:test', idempotencyKey }) as const;

describe('events that arrive together', () => {
  let engine: Engine;
  let somebody: Client;
  beforeAll(async () => {
    engine = await startEngine();
    somebody = new Client({ connectionString: engine.url });
    await somebody.connect();
  });
  afterAll(async () => {
    await somebody.end();
    await engine.stop();
  });

  async function planned(): Promise<string> {
    const [productId, committeeId] = [newId(), newId()];
    const history = { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: [] } as const;
    await engine.runtime.open('product-lifecycle', productId, history, options());
    const startsAt = '2026-06-15T12:00:00.000Z';
    await engine.runtime.open(
      'committee',
      committeeId,
      { type: 'committee.planned', startsAt, productIds: [productId] },
      options(),
    );
    return committeeId;
  }
  const several = async (count: number) => Promise.all(Array.from({ length: count }, async () => planned()));
  const convened = { type: 'committee.convened', missing: [] } as const;
  const convene = async (committeeId: string, key = newId()) =>
    engine.runtime.dispatch('committee', committeeId, convened, options(key));
  const faultsOf = async (committeeId: string) => {
    const stored = await engine.runtime.stored('committee', committeeId);
    return stored ? replayCase(engine.transactions.outside, stored) : undefined;
  };

  it('are each taken once, with the log, the deadlines and the effects of their own case', async () => {
    // By itself, in a caller's transaction: the statement of one case, which the shared one has to agree with.
    const alone = await planned();
    const opened = { type: 'sitting.opened' } as const;
    for (const event of [convened, opened])
      await engine.transactions.run(async (tx) => engine.runtime.dispatch('committee', alone, event, options(), tx));
    const together = await several(40);
    const answers = await Promise.all(together.map(async (id) => convene(id)));
    expect(new Set(answers.map(({ caseId: id }) => id)).size).toBe(together.length);
    await Promise.all(together.map(async (id) => engine.runtime.dispatch('committee', id, opened, options())));
    const holdings = async (id: string) => {
      const [held] = await engine.transactions.outside.query<object[]>(
        `select c.state, c.revision,
                (select count(*)::integer from case_events e where e.case_id = c.id) as events,
                (select string_agg(d.key || d.due_at || d.event, ',' order by d.key) from deadlines d where d.case_id = c.id) as deadlines,
                (select string_agg(o.type || o.position, ',' order by o.revision, o.position) from outbox o where o.case_id = c.id) as effects
           from cases c where c.id = $1`,
        [caseId({ process: 'committee', subjectId: id })],
      );
      return held;
    };
    const expected = await holdings(alone);
    expect(expected).toMatchObject({ events: 3, effects: 'invitations.send0' });
    // The ladder of reminders is dropped, and the end of the first turn armed.
    expect(expected).toMatchObject({ deadlines: expect.stringMatching(/^overrun[^,]+,?[^,]*$/u) });
    for (const id of together) {
      expect(await holdings(id)).toEqual(expected);
      expect(await faultsOf(id)).toEqual([]);
    }
  });

  it('wait for nobody whom they do not need: a case that somebody holds makes its own event wait', async () => {
    const [held = '', ...free] = await several(6);
    await somebody.query('begin');
    await somebody.query('select from cases where id = $1 for update', [
      caseId({ process: 'committee', subjectId: held }),
    ]);
    let isAnswered = false;
    const waiting = convene(held).then((answer) => {
      isAnswered = true;
      return answer;
    });
    const answers = await Promise.all(free.map(async (id) => convene(id)));
    expect(answers.map(({ stateAfter }) => stateAfter)).toEqual(free.map(() => 'convened'));
    expect((await engine.runtime.read('committee', free[0] ?? ''))?.state).toBe('convened');
    expect(isAnswered).toBe(false);
    await somebody.query('commit');
    expect(await waiting).toMatchObject({ stateAfter: 'convened' });
  });

  it('fail alone: what the database cannot keep of one is no fault of the others', async () => {
    const [bad = '', ...good] = await several(6);
    const asked = [
      engine.runtime.dispatch(
        'committee',
        bad,
        { type: 'committee.convened', missing: ['\u0000'] } as never,
        options(),
      ),
      ...good.map(async (id) => convene(id)),
    ];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...good.map(() => 'fulfilled')]);
    expect((await engine.runtime.read('committee', bad))?.state).toBe('planned');
  });

  it('of one case are taken one after the other, and the same key once', async () => {
    const [committeeId = ''] = await several(1);
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, async () => convene(committeeId, key)));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ revision }) => revision)).size).toBe(1);
    expect(await faultsOf(committeeId)).toEqual([]);
  });
});
