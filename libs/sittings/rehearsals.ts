import { Injectable } from '@nestjs/common';

import { CommitteeAccess, type CommitteeView } from '#libs/committees/index.js';
import type { SittingCommand } from '#libs/decisions/index.js';
import { Clock, newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { Programmes } from '#libs/portfolio/index.js';
import { type EventOf, rehearse } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

import { NoRehearsal, SittingIsReal } from './sitting.errors.js';
import { SittingRehearsalRow } from './sitting-rehearsal.row.js';

/** A sitting as it stands, real or played. */
export interface Stand {
  readonly state: string;
  readonly context: CommitteeContext;
}

/** States from which a sitting may be played. */
const BEFORE: readonly string[] = ['convened', 'preparing'];

/**
 * Plays a sitting for practice, by the very machine of committees, and keeps where it stands beside the real case: what it orders
 * is dropped, nobody is told, nothing is logged (ADR 0027).
 */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly programmes: Programmes,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Where the rehearsal of a committee stands; null when there is none. */
  async of(committeeId: string, tx: Tx = this.transactions.outside): Promise<Stand | null> {
    const row = await tx.getRepository(SittingRehearsalRow).findOneBy({ committeeId });
    return row && standOf(row);
  }

  /** Begins, or begins anew. @throws NotFound, Forbidden, SittingIsReal once the sitting itself has opened. */
  async start({ committeeId, personId }: Omit<SittingCommand, 'idempotencyKey'>): Promise<void> {
    const committee = await this.access.managed(personId, committeeId);
    if (!BEFORE.includes(committee.state)) throw new SittingIsReal();
    const real = { value: committee.state, context: { ...committee.context } };
    // Everybody is there: the rehearsal is about time and turns.
    const { programme } = await this.programmes.ofIncubator(committee.incubatorId);
    const opened = this.#play(real, { type: 'sitting.opened', minutes: programme.stages });
    const snapshot = this.#play(opened, { type: 'attendance.recorded', absentMandatory: [], reason: null });
    await this.transactions.outside
      .getRepository(SittingRehearsalRow)
      .save({ committeeId, snapshot, revision: 1, startedAt: this.clock.now(), startedBy: personId });
  }

  /** Takes one step. @throws NotFound, Forbidden, NoRehearsal, EventRefused as the real sitting would. */
  async step(command: Omit<SittingCommand, 'idempotencyKey'>, event: EventOf<'committee'>): Promise<void> {
    await this.access.managed(command.personId, command.committeeId);
    await this.#change(command.committeeId, (snapshot) => this.#play(snapshot, event));
  }

  /** Decides, for the exercise, on the product whose turn it is. Same errors as {@link step}. */
  async decide(command: Omit<SittingCommand, 'idempotencyKey'>): Promise<void> {
    const stand = await this.of(command.committeeId);
    const productId = stand?.context.onStage ?? '';
    await this.step(command, {
      type: 'decision.recorded',
      productId,
      decisionId: newId(),
      means: 'same',
      phase: 'stay',
    });
  }

  /** Ends the rehearsal: nothing of it stays. @throws NotFound, Forbidden */
  async end({ committeeId, personId }: Omit<SittingCommand, 'idempotencyKey'>): Promise<void> {
    await this.access.managed(personId, committeeId);
    await this.transactions.outside.getRepository(SittingRehearsalRow).delete({ committeeId });
  }

  #play(snapshot: SittingRehearsalRow['snapshot'], event: EventOf<'committee'>): SittingRehearsalRow['snapshot'] {
    return rehearse('committee', snapshot, { ...event, at: this.clock.now() });
  }

  async #change(
    committeeId: string,
    change: (snapshot: SittingRehearsalRow['snapshot']) => SittingRehearsalRow['snapshot'],
  ) {
    await this.transactions.run(async (tx) => {
      const rows = tx.getRepository(SittingRehearsalRow);
      const row = await rows.findOne({ where: { committeeId }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw new NoRehearsal();
      row.snapshot = change(row.snapshot);
      row.revision += 1;
      await rows.save(row);
    });
  }
}

const standOf = ({ snapshot: { value, context } }: SittingRehearsalRow): Stand => ({
  state: typeof value === 'string' ? value : `sitting.${(value as { sitting: string }).sitting}`,
  context: context as unknown as CommitteeContext,
});

/** The stand of a committee itself. */
export const realStand = ({ state, context }: Pick<CommitteeView, 'state' | 'context'>): Stand => ({ state, context });
