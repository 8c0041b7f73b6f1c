import { isDeepStrictEqual } from 'node:util';

import { Inject, Injectable, Optional } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { Deadline, ProcessDefinition, StoredSnapshot, Tell } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { advance, initialSnapshot, modernize, stateOf, type TimedEvent } from './advance.js';
import { bringing, heldBy, saveBringing } from './bring-case.js';
import type { Answer, CaseReference, DispatchOptions, EventOf, StoredCase } from './case.js';
import { type Cause, type FoundCase, readCase, unopened } from './case.store.js';
import { casesOf, CasesTogether } from './cases-together.js';
import { DEFINITIONS, type Definitions } from './definitions.js';
import { CaseContended, CaseNotFound, DeadlineDropped } from './runtime.errors.js';

/** Optimistic attempts before giving up; each one lost means that another event was taken. */
const ATTEMPTS = 20;

/** How far a tell may lead to another; a record tells a lifecycle, which tells a duty. */
const DEEPEST_TELL = 5;

interface Dispatched {
  readonly reference: CaseReference;
  readonly event: { readonly type: string };
  readonly options: DispatchOptions;
  readonly opens: boolean;
  readonly due?: Deadline;
  readonly cause?: Cause;
  readonly depth: number;
}

/**
 * The only caller of the machines' transitions. Makes what they decide durable in one transaction:
 * snapshot, log entry, deadlines and effects owed, for the case and for those it tells (architecture, runtime contract).
 */
@Injectable()
export class WorkflowRuntime {
  readonly #together: CasesTogether;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Optional() @Inject(DEFINITIONS) private readonly definitions: Definitions = processes,
  ) {
    this.#together = new CasesTogether(transactions);
  }

  /**
   * Sends an event to a case that exists.
   * @param tx the caller's transaction, when its own rows must commit with the move.
   * @throws EventRefused, CaseNotFound, CaseContended, CaseFromNewerVersion
   */
  async dispatch<P extends ProcessName>(
    process: P,
    subjectId: string,
    event: EventOf<P>,
    options: DispatchOptions,
    tx?: Tx,
  ): Promise<Answer> {
    return this.#take({ reference: { process, subjectId }, event, options, opens: false, depth: 0 }, tx);
  }

  /** Sends an event to a case, which opens with it when it did not exist. Same errors as {@link dispatch}. */
  async open<P extends ProcessName>(
    process: P,
    subjectId: string,
    event: EventOf<P>,
    options: DispatchOptions,
    tx?: Tx,
  ): Promise<Answer> {
    return this.#take({ reference: { process, subjectId }, event, options, opens: true, depth: 0 }, tx);
  }

  /**
   * Tells a case a deadline that has come due, if it still holds it: between the look at what is due and this telling it may
   * have moved on, and take the event all the same for another date. Same errors as {@link dispatch}.
   * @throws DeadlineDropped
   */
  async tellDue(process: ProcessName, subjectId: string, due: Deadline): Promise<Answer> {
    const options = { actor: 'system:sweeper', idempotencyKey: `deadline:${due.key}:${due.dueAt}` } as const;
    return this.#take(
      { reference: { process, subjectId }, event: due.event, options, opens: false, due, depth: 0 },
      undefined,
    );
  }

  /** The state and context of a case, brought to today's definition; undefined when there is none. */
  async read(
    process: ProcessName,
    subjectId: string,
    tx: Tx = this.transactions.outside,
  ): Promise<{ readonly state: string; readonly snapshot: StoredSnapshot; readonly stored: StoredCase } | undefined> {
    const { stored } = await readCase(tx, { process, subjectId }, '');
    if (!stored) return undefined;
    const definition = this.definitions[process];
    if (stored.version === definition.version) return { state: stored.state, snapshot: stored.snapshot, stored };
    const snapshot = modernize(definition, stored.snapshot, stored.version);
    return { state: stateOf(definition, snapshot).state, snapshot, stored };
  }

  /** A case as it is kept, whatever version of its process kept it: for those who check rather than understand. */
  async stored(
    process: ProcessName,
    subjectId: string,
    tx: Tx = this.transactions.outside,
  ): Promise<StoredCase | undefined> {
    return (await readCase(tx, { process, subjectId }, '')).stored;
  }

  /** True when the case would take the event now. */
  async can<P extends ProcessName>(process: P, subjectId: string, event: EventOf<P>, tx?: Tx): Promise<boolean> {
    const found = await this.read(process, subjectId, tx);
    if (!found) return false;
    const { machine } = this.definitions[process];
    return machine
      .resolveState({ value: found.snapshot.value as never, context: found.snapshot.context })
      .can({ ...event, at: this.clock.now() });
  }

  /** @param first what was read of the case just before, when it was: should it have moved since, it is read again. */
  async #take(dispatched: Dispatched, tx: Tx | undefined, first?: FoundCase): Promise<Answer> {
    const { reference, options, opens, cause } = dispatched;
    if (dispatched.depth > DEEPEST_TELL) throw new Error('tells lead to tells without end');
    const connection = tx ?? this.transactions.outside;
    const cases = tx ? casesOf(tx) : this.#together;
    const definition = this.definitions[reference.process];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const found = (attempt === 0 ? first : undefined) ?? (await cases.read(reference, options.idempotencyKey));
      if (found.answered) return found.answered;
      if (!found.stored && !opens) throw new CaseNotFound(reference.process);
      const stored =
        found.stored ?? unopened(reference, initialSnapshot(definition, reference.subjectId), definition.version);
      const event: TimedEvent = { ...dispatched.event, at: this.clock.now() };
      const isOlder = stored.version < definition.version;
      // What has come due was armed by the older version: once brought, the case knows whether it still holds it.
      if (isOlder && dispatched.due) {
        await this.#bring(definition, stored, connection);
        continue;
      }
      const snapshot = modernize(definition, stored.snapshot, stored.version);
      if (dispatched.due && !holds(definition, snapshot, dispatched.due)) throw new DeadlineDropped();
      const step = advance(definition, snapshot, event);
      if (isOlder) {
        // Its checkpoint first: a version changes by nothing else, and what is refused above has changed nothing.
        await this.#bring(definition, stored, connection);
        continue;
      }
      // What is told must commit with what tells: without a transaction, start again in one.
      if (step.tells.length > 0 && !tx) return this.transactions.run((own) => this.#take(dispatched, own, found));
      const { actor, idempotencyKey } = options;
      const saved = await cases.save({
        definitionVersion: definition.version,
        stored,
        step,
        rearms: !isDeepStrictEqual(step.deadlines, definition.deadlines(snapshot)),
        event,
        actor,
        idempotencyKey,
        cause,
      });
      if (!saved) continue;
      const revision = stored.revision + 1;
      for (const [position, told] of inLockOrder(step.tells))
        await this.#tell(told, dispatched, { caseId: stored.id, revision }, position, connection);
      return {
        caseId: stored.id,
        revision,
        stateBefore: step.stateBefore,
        stateAfter: step.stateAfter,
        at: event.at,
        repeated: false,
      };
    }
    throw new CaseContended();
  }

  async #bring(definition: ProcessDefinition, stored: StoredCase, tx: Tx): Promise<void> {
    await saveBringing(tx, bringing(definition, stored, await heldBy(tx, stored.id), this.clock.now()));
  }

  async #tell(told: Tell, teller: Dispatched, cause: Cause, position: number, tx: Tx): Promise<void> {
    await this.#take(
      {
        reference: { process: told.process as ProcessName, subjectId: told.subjectId },
        event: told.event,
        options: { actor: teller.options.actor, idempotencyKey: `told:${cause.caseId}:${cause.revision}:${position}` },
        // A duty begins with the first thing its product's lifecycle tells it.
        opens: told.process === 'half-year-duty',
        cause,
        depth: teller.depth + 1,
      },
      tx,
    );
  }
}

function holds(definition: ProcessDefinition, snapshot: StoredSnapshot, { key, dueAt }: Deadline): boolean {
  return definition
    .deadlines(snapshot)
    .some((held) => held.key === key && Date.parse(held.dueAt) === Date.parse(dueAt));
}

/** Everyone takes the cases they tell in the same order, so that two of them never wait for each other. */
function inLockOrder(tells: readonly Tell[]): readonly (readonly [number, Tell])[] {
  return [...tells.entries()].toSorted(([, a], [, b]) =>
    a.subjectId < b.subjectId ? -1 : a.subjectId > b.subjectId ? 1 : 0,
  );
}
