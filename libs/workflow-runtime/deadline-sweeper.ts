import { Inject, Injectable, Logger, Optional } from '@nestjs/common';

import { addMilliseconds, Clock, DomainError, instantOf } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { DEFINITIONS, type Definitions } from './definitions.js';
import { CaseFromNewerVersion } from './runtime.errors.js';
import { WorkflowRuntime } from './workflow-runtime.js';

/** Deadlines taken in one pass. */
const BATCH = 100;

/** How long a sweeper keeps the deadlines it took, in milliseconds; one that died leaves them to the next. */
const LEASE = 30_000;

/** Waits after a refused deadline, in milliseconds. */
const BACKOFF = [60_000, 600_000, 3_600_000] as const;

/** Milliseconds: one that was taken and is put off further than any wait was put off by a clock that has gone back since. */
const FURTHEST = 2 * BACKOFF[2];

/** One by one, of the few that are due: a join would read every case. */
const UNDERSTOOD = `(select version <= ($5::jsonb->>process)::integer from cases where id = deadlines.case_id)`;

interface DueDeadline {
  case_id: string;
  key: string;
  due_at: Date;
  event: { type: string };
  attempts: number;
  process: ProcessName;
  subject_id: string;
}

/**
 * Tells cases what has come due. What came due while nothing ran is told once at the next start;
 * a closed case holds no deadline, so it is never told anything.
 */
@Injectable()
export class DeadlineSweeper {
  readonly #logger = new Logger('sweeper');
  /** The version known here of each process, as JSON. */
  readonly #known: string;

  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
    @Optional() @Inject(DEFINITIONS) definitions: Definitions = processes,
  ) {
    this.#known = JSON.stringify(
      Object.fromEntries(Object.values(definitions).map(({ name, version }) => [name, version])),
    );
  }

  /** One pass. Returns true when there may be more. */
  async pass(): Promise<boolean> {
    const due = await this.#claim();
    for (const deadline of due) await this.#tell(deadline);
    return due.length >= BATCH;
  }

  /** Takes back the deadlines that a sweeper took and did not tell. Only where no other sweeper works. */
  async takeBack(): Promise<void> {
    await this.transactions.outside.query(
      `update deadlines set next_at = due_at where next_at > due_at and next_at < 'infinity' and attempts = 0`,
    );
  }

  /**
   * A lease rather than a row lock: the dispatch takes the case first and its deadlines after,
   * and a sweeper that held them the other way round would deadlock with it. Leases and waits are read through
   * `deadlines_put_off`: what is merely to come costs nothing. Cases of a newer version of their process are left, with
   * their deadlines, to a newer sweeper.
   */
  async #claim(): Promise<readonly DueDeadline[]> {
    const now = this.clock.now();
    const [rows] = await this.transactions.outside.query<[DueDeadline[], number]>(
      `update deadlines d set next_at = $2 from cases c
        where c.id = d.case_id and (d.case_id, d.key) in (
          select case_id, key from (select case_id, key from deadlines where next_at <= $1 and ${UNDERSTOOD}
                                     order by next_at limit $3 for update skip locked) due
          union all
          select case_id, key from (select case_id, key from deadlines
                                     where next_at > due_at and next_at > $4 and next_at < 'infinity'
                                       and due_at <= $1 and ${UNDERSTOOD}
                                     limit $3 for update skip locked) put_off)
        returning d.case_id, d.key, d.due_at, d.event, d.attempts, c.process, c.subject_id`,
      [now, addMilliseconds(now, LEASE), BATCH, addMilliseconds(now, FURTHEST), this.#known],
    );
    return rows.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime());
  }

  async #tell(deadline: DueDeadline): Promise<void> {
    const { case_id: caseId, key, due_at: dueAt, process, subject_id: subjectId } = deadline;
    try {
      const due = { key, dueAt: instantOf(dueAt.getTime()), event: deadline.event };
      const { repeated } = await this.runtime.tellDue(process, subjectId, due);
      const armed = await this.#isStillArmed(caseId, key, dueAt);
      if (armed) await this.#postpone(deadline, repeated ? 'DEADLINE_REARMED' : 'DEADLINE_NOT_DROPPED');
    } catch (error) {
      // Brought to a newer version since it was claimed: the lease ends, and a newer sweeper takes it.
      if (error instanceof CaseFromNewerVersion) return;
      const code = error instanceof DomainError ? error.code : error instanceof Error ? error.name : 'unknown';
      // Between the claim and the dispatch the case may have dropped this deadline: then its refusal means nothing.
      if (await this.#isStillArmed(caseId, key, dueAt)) await this.#postpone(deadline, code);
    }
  }

  async #isStillArmed(caseId: string, key: string, dueAt: Date): Promise<boolean> {
    const rows = await this.transactions.outside.query<unknown[]>(
      'select 1 from deadlines where case_id = $1 and key = $2 and due_at = $3',
      [caseId, key, dueAt],
    );
    return rows.length > 0;
  }

  async #postpone(deadline: DueDeadline, code: string): Promise<void> {
    const { case_id: caseId, key, attempts, process } = deadline;
    this.#logger.error(`${process} ${caseId}: deadline ${key} was not taken: ${code}`);
    const wait = BACKOFF[Math.min(attempts, BACKOFF.length - 1)] ?? BACKOFF[0];
    await this.transactions.outside.query(
      'update deadlines set attempts = attempts + 1, last_error = $3, next_at = $4 where case_id = $1 and key = $2',
      [caseId, key, code, addMilliseconds(this.clock.now(), wait)],
    );
  }
}
