import { Inject, Injectable, Optional } from '@nestjs/common';

import { Clock, newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { advance } from './advance.js';
import { heldBy } from './bring-case.js';
import { caseId, type CaseReference, type DispatchOptions } from './case.js';
import { type Cause, readCase, saveAdvance } from './case.store.js';
import { stepTo, type UndoneCheckpoint } from './checkpoint.js';
import { DEFINITIONS, type Definitions } from './definitions.js';
import { CaseNotFound, UndoRefused } from './runtime.errors.js';
import { outlived } from './undo-deadlines.js';
import { UndoHooks, type UndoneStep } from './undo-hooks.js';
import { type Held, hold, logOf, type TakenBack } from './undo-held.js';
import { type Undoing, undoingOf, type Undone, type UndoneEntry } from './undo.js';
import { haveLeft, withdrawEffects } from './withdraw-effects.js';

export interface UndoOptions extends DispatchOptions {
  /** The last one that whoever undoes has seen. */
  readonly revision: number;
  /** Why: kept in the log, and read by others. */
  readonly reason: string;
}

/** Rolls back what was only done to see what it would do. */
class OnlyAsked extends Error {
  constructor(readonly undone: Undone) {
    super('only asked');
  }
}

/**
 * Takes back the last step of a case without touching its log: a new entry says why, and leaves the snapshot that was there
 * before (ADR 0017). What the step told other cases is taken back with it, or nothing is.
 */
@Injectable()
export class UndoCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Optional() private readonly hooks?: UndoHooks,
    @Optional() @Inject(DEFINITIONS) private readonly definitions: Definitions = processes,
  ) {}

  /** @throws UndoRefused, CaseNotFound, and what the feature concerned throws when its rows must stay. */
  async execute(process: ProcessName, subjectId: string, options: UndoOptions, tx?: Tx): Promise<Undone> {
    if (options.reason.trim() === '') throw new UndoRefused('UNDO_WITHOUT_REASON');
    const undo = async (own: Tx) => this.#undo({ process, subjectId }, options, own);
    return tx ? undo(tx) : this.transactions.run(undo);
  }

  /** What {@link execute} would do now: it is done, looked at, and rolled back. Same errors. */
  async preview(
    process: ProcessName,
    subjectId: string,
    options: Omit<UndoOptions, 'reason' | 'idempotencyKey'>,
  ): Promise<Undone> {
    try {
      return await this.transactions.run(async (tx): Promise<never> => {
        const asked = { ...options, reason: '…', idempotencyKey: newId() };
        throw new OnlyAsked(await this.#undo({ process, subjectId }, asked, tx));
      });
    } catch (error) {
      if (error instanceof OnlyAsked) return error.undone;
      throw error;
    }
  }

  /** The step that {@link execute} would be asked for, by what its process and its log say; undefined when there is none. */
  async offered(process: ProcessName, subjectId: string): Promise<UndoneEntry | undefined> {
    const { outside } = this.transactions;
    const id = caseId({ process, subjectId });
    const undoing = undoingOf(this.definitions[process], await logOf(id, outside));
    if (!undoing || (await haveLeft(outside, id, undoing))) return undefined;
    return undoing.entries.at(-1);
  }

  async #undo(reference: CaseReference, options: UndoOptions, tx: Tx): Promise<Undone> {
    const { process, subjectId } = reference;
    const held = await this.#hold(reference, tx);
    const { answered } = await readCase(tx, reference, options.idempotencyKey);
    if (answered)
      return {
        ...answered,
        process,
        subjectId,
        to: answered.revision,
        entries: [],
        told: [],
        effects: [],
        follows: [],
      };
    if (held.stored.revision !== options.revision) throw new UndoRefused('UNDO_MOVED_ON');
    const undoing = undoingOf(this.definitions[process], held.log);
    if (!undoing) throw new UndoRefused('UNDO_NOT_POSSIBLE');
    const { told, effects, ...answer } = await this.#takeBack(held, undoing, options, undefined, tx);
    this.#ensureInTime(undoing, effects);
    const undone = { ...answer, process, subjectId, to: undoing.to, entries: undoing.entries, told, effects };
    return {
      ...undone,
      follows: await this.#tellFeature(undoing, { ...undone, ...held.between(undoing.to), options }, tx),
    };
  }

  /** One case, and those it told. */
  async #takeBack(
    held: Held,
    undoing: Undoing,
    options: UndoOptions,
    cause: Cause | undefined,
    tx: Tx,
  ): Promise<TakenBack> {
    const { stored, snapshots, log } = held;
    const definition = this.definitions[stored.process];
    const snapshot = snapshots.get(undoing.to);
    // Known to the machine of an older version only.
    if (!snapshot || stored.version !== definition.version) throw new UndoRefused('UNDO_NOT_POSSIBLE');
    const at = this.clock.now();
    const step = stepTo(definition, stored.state, snapshot);
    const event: UndoneCheckpoint = {
      type: 'case.undone',
      at,
      to: undoing.to,
      reason: options.reason.trim(),
      snapshot,
    };
    const saved = await saveAdvance(tx, {
      definitionVersion: definition.version,
      stored,
      step,
      event,
      actor: options.actor,
      idempotencyKey: options.idempotencyKey,
      cause,
      passed: outlived(step.deadlines, await heldBy(tx, stored.id), log),
    });
    if (!saved) throw new Error('the case was held');
    const revision = stored.revision + 1;
    const effects = await withdrawEffects(
      tx,
      stored,
      undoing.entries.map((entry) => entry.revision),
      at,
    );
    const taken: TakenBack = {
      caseId: stored.id,
      revision,
      stateBefore: step.stateBefore,
      stateAfter: step.stateAfter,
      at,
      repeated: false,
      told: [],
      effects: [...effects],
    };
    for (const told of this.#toldBy(held, undoing, definition))
      await this.#forget(told, options, { caseId: stored.id, revision }, taken, tx);
    return taken;
  }

  /** A case that was told one of the entries taken back: it must not have moved since. */
  async #forget(told: ToldEntry, options: UndoOptions, cause: Cause, taken: TakenBack, tx: Tx): Promise<void> {
    const { reference, type, key } = told;
    const held = await this.#hold(reference, tx);
    const undoing = held.undoingOf(key);
    if (!undoing) throw new UndoRefused('UNDO_OVERTAKEN', { process: reference.process, event: type });
    const idempotencyKey = `undone:${cause.caseId}:${cause.revision}:${key}`;
    const further = await this.#takeBack(held, undoing, { ...options, idempotencyKey }, cause, tx);
    taken.told.push({ ...reference, type }, ...further.told);
    taken.effects.push(...further.effects);
  }

  /** The entries of other cases that these were the cause of, latest first; held in the order of all who hold several. */
  #toldBy({ stored, log, snapshots }: Held, { entries }: Undoing, definition: ProcessDefinition): readonly ToldEntry[] {
    return entries.flatMap(({ revision, type, payload, at }) => {
      const before = snapshots.get(revision - 1);
      if (!before || !log.some((entry) => entry.revision === revision)) throw new UndoRefused('UNDO_NOT_POSSIBLE');
      const { tells } = advance(definition, before, { ...payload, type, at });
      return tells
        .map(({ process, subjectId, event }, position) => ({
          reference: { process: process as ProcessName, subjectId },
          type: event.type,
          key: `told:${stored.id}:${revision}:${position}`,
        }))
        .toSorted((a, b) => (a.reference.subjectId < b.reference.subjectId ? -1 : 1));
    });
  }

  #ensureInTime({ rule }: Undoing, effects: Undone['effects']): void {
    const late = effects.find(({ type, fate }) => fate !== 'withdrawn' && rule.unlessDone?.includes(type));
    if (late) throw new UndoRefused('UNDO_TOO_LATE', { effect: late.type });
  }

  async #tellFeature({ rule, entries }: Undoing, undone: UndoneStep, tx: Tx): Promise<readonly string[]> {
    if (!rule.byFeature) return [];
    const taker = this.hooks?.takerOf(undone.process, entries.at(-1)?.type ?? '');
    if (!taker) throw new UndoRefused('UNDO_NOT_POSSIBLE');
    return taker.takeBack(undone, tx);
  }

  async #hold(reference: CaseReference, tx: Tx): Promise<Held> {
    const held = await hold(reference, this.definitions[reference.process], tx);
    if (!held) throw new CaseNotFound(reference.process);
    return held;
  }
}

interface ToldEntry {
  readonly reference: CaseReference;
  readonly type: string;
  readonly key: string;
}
