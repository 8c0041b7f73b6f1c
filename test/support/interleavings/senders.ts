import { DataSource } from 'typeorm';

import { DomainError, type Instant, newId } from '#libs/kernel/index.js';
import { dataSourceOptions } from '#libs/persistence/index.js';
import type { Actor, Answer, EventOf } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

import { type Engine, engineOn } from '../engine.js';
import type { Said } from '../machines.js';
import { storiesOf } from '../stories/explore.js';
import type { Acknowledged } from './engine-laws.js';
import { identified } from './identified.js';
import type { Course, Interleaved, Move, Start } from './moves.js';

const BEGINNING: Instant = '2026-01-15T08:00:00.000Z';
const ACTOR: Actor = 'person:somebody';
const PROCESSES = 4;

interface Sending {
  readonly process: ProcessName;
  readonly subject: string;
  readonly event: Said;
  readonly key: string;
  readonly by: number;
  readonly opens: boolean;
  readonly within: 'nothing' | 'commit' | 'rollback';
}

class ChangedItsMind extends Error {}

/** Several processes on one database, each with connections of its own, that do what a course says. */
export class Senders {
  readonly acknowledged: Acknowledged[] = [];
  /** By code, how often each refusal was given. */
  readonly refusals = new Map<string, number>();
  #sent: { readonly process: Interleaved; readonly subject: string; readonly key: string }[] = [];

  private constructor(
    private readonly engine: Engine,
    private readonly pools: readonly DataSource[],
    private readonly parts: readonly ReturnType<typeof engineOn>[],
  ) {}

  static async start(engine: Engine): Promise<Senders> {
    const pools = await Promise.all(
      Array.from({ length: PROCESSES - 1 }, async () => new DataSource(dataSourceOptions(engine.url, 4)).initialize()),
    );
    return new Senders(
      engine,
      pools,
      pools.map((pool) => engineOn(pool, engine.clock)),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.pools.map(async (pool) => pool.destroy()));
  }

  /** Forgets all cases, as no product may, and does the course from its start. */
  async play({ start, bouts }: Course): Promise<void> {
    await this.engine.dataSource.query(`
      alter table case_events disable trigger user;
      truncate cases, case_events, deadlines, outbox;
      alter table case_events enable trigger user`);
    this.engine.clock.set(BEGINNING);
    this.acknowledged.length = 0;
    this.#sent = [];
    await this.#begin(start);
    for (const bout of bouts) await Promise.all(bout.map(async (move) => this.#do(move)));
  }

  /** Sends what led to the states to start from, in the order of its moments. */
  async #begin(start: Start): Promise<void> {
    const said = (Object.entries(start) as [Interleaved, string][]).flatMap(([process, state]) =>
      (storiesOf(process)[state]?.events ?? []).map((event) => ({ process, event })),
    );
    const at = ({ event }: (typeof said)[number]) => String(event['at']);
    for (const { process, event } of said.toSorted((a, b) => at(a).localeCompare(at(b)))) {
      const { at: moment, ...told } = event;
      this.engine.clock.set(String(moment));
      await this.#send({ process, subject: FIRST[process], event: told, ...ALONE, key: newId() });
    }
  }

  async #do(move: Move): Promise<void> {
    const { sweeper, outbox } = this.#part('by' in move ? move.by : 0);
    switch (move.kind) {
      case 'wait':
        this.engine.clock.advance(move.hours * 3_600_000);
        return;
      case 'sweep':
        await sweeper.pass();
        return;
      case 'carry-out':
        for (const { id } of await outbox.claim(3))
          await (move.fails ? outbox.markFailed(id, 1, 'REFUSED_BY_TEST') : outbox.markDone(id));
        return;
      case 'again': {
        const before = this.#sent[move.nth % Math.max(1, this.#sent.length)];
        if (before) await this.#send({ ...ALONE, ...before, event: move.events[before.process], by: move.by });
        return;
      }
      case 'undo':
        await this.#undo(move);
        return;
      case 'send':
        await this.#sendAtOnce(move);
    }
  }

  async #sendAtOnce({ process, subject, events, times, ...how }: Extract<Move, { kind: 'send' }>): Promise<void> {
    const key = newId();
    const event = (await this.#takeable(process, subject, events)) ?? events[0]!;
    this.#sent.push({ process, subject, key });
    const senders = Array.from({ length: times }, (_, index) => how.by + index);
    await Promise.all(senders.map(async (by) => this.#send({ ...how, process, subject, event, key, by })));
  }

  async #undo({ process, subject, by }: Extract<Move, { kind: 'undo' }>): Promise<void> {
    const { runtime, undo } = this.#part(by);
    const { revision } = (await runtime.stored(process, identified(subject))) ?? { revision: 0 };
    const key = newId();
    const asked = { actor: ACTOR, idempotencyKey: key, revision, reason: 'Fausse manœuvre' };
    await this.#acknowledge(key, async () => {
      const { caseId, stateBefore, stateAfter, at, repeated, ...undone } = await undo.execute(
        process,
        identified(subject),
        asked,
      );
      return { caseId, revision: undone.revision, stateBefore, stateAfter, at, repeated };
    });
  }

  async #takeable(process: ProcessName, subject: string, events: readonly Said[]): Promise<Said | undefined> {
    const { runtime } = this.#part(0);
    const found = await runtime.read(process, identified(subject));
    if (!found) return undefined;
    for (const event of events)
      if (await runtime.can(process, identified(subject), identified(event) as EventOf<ProcessName>)) return event;
    return undefined;
  }

  async #send({ process, subject, event, key, by, opens, within }: Sending): Promise<void> {
    const { runtime, transactions } = this.#part(by);
    const said = identified(event) as EventOf<ProcessName>;
    const options = { actor: ACTOR, idempotencyKey: key };
    const dispatch = opens ? runtime.open.bind(runtime) : runtime.dispatch.bind(runtime);
    await this.#acknowledge(key, async () => {
      if (within === 'nothing') return dispatch(process, identified(subject), said, options);
      return transactions.run(async (tx) => {
        const given = await dispatch(process, identified(subject), said, options, tx);
        if (within === 'rollback') throw new ChangedItsMind();
        return given;
      });
    });
  }

  /** Notes the answer, or the refusal. @throws whatever is neither. */
  async #acknowledge(key: string, act: () => Promise<Answer>): Promise<void> {
    try {
      this.acknowledged.push({ key, answer: await act() });
    } catch (error) {
      if (error instanceof ChangedItsMind) return;
      if (!(error instanceof DomainError)) throw error;
      this.refusals.set(error.code, (this.refusals.get(error.code) ?? 0) + 1);
    }
  }

  #part(by: number) {
    return this.parts[by % this.parts.length]!;
  }
}

const ALONE = { by: 0, opens: true, within: 'nothing' } as const;

/** Whom each story is about. */
const FIRST: Readonly<Record<Interleaved, string>> = {
  'product-lifecycle': 'p1',
  'half-year-duty': 'p1',
  committee: 'c1',
  'deliberation-record': 'r1',
};
