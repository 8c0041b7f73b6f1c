import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { replayCase, type ReplayFault, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { type Alarm, alarmsOf, type Situation } from './alarm.js';

/** Cases read at a time: memory does not grow with their number. */
const BATCH = 500;

/** A case that moves while it is read looks faulty; one that still does after so many readings is. */
const READINGS = 3;

/** A newer program beside this one may have others, which it checks itself. */
const KNOWN = Object.keys(processes);

interface CaseLine {
  readonly id: string;
  readonly process: ProcessName;
  readonly subject_id: string;
}

/** Replays the log of every case: nothing was altered, nothing is missing, and today's states follow from what happened. */
@Injectable()
export class CheckLogs {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  /**
   * @param onProgress told after each case.
   * @returns how many cases were read, and the alarm when any is faulty. Takes about a millisecond an event.
   */
  async execute(
    onProgress: (done: number, total: number) => void = () => {},
  ): Promise<{ readonly cases: number; readonly alarms: readonly Alarm[] }> {
    const [all] = await this.transactions.outside.query<{ total: number }[]>(
      'select count(*)::int as total from cases where process = any($1)',
      [KNOWN],
    );
    const situations: Situation[] = [];
    let done = 0;
    for (let lines = await this.#after(undefined); lines.length > 0; lines = await this.#after(lines.at(-1)?.id)) {
      for (const line of lines) {
        const [fault] = await this.#faultsOf(line);
        if (fault) situations.push(this.#situation(line, fault));
        done += 1;
        onProgress(done, Math.max(done, all?.total ?? 0));
      }
    }
    return { cases: done, alarms: alarmsOf(situations) };
  }

  async #after(id: string | undefined): Promise<readonly CaseLine[]> {
    return this.transactions.outside.query<CaseLine[]>(
      `select id, process, subject_id from cases where id > $1 and process = any($2) order by id limit ${BATCH}`,
      [id ?? '00000000-0000-0000-0000-000000000000', KNOWN],
    );
  }

  async #faultsOf({ process, subject_id: subjectId }: CaseLine): Promise<readonly ReplayFault[]> {
    let faults: readonly ReplayFault[] = [];
    for (let reading = 0; reading < READINGS; reading += 1) {
      const stored = await this.runtime.stored(process, subjectId);
      faults = stored ? await replayCase(this.transactions.outside, stored) : [];
      if (faults.length === 0) break;
    }
    return faults;
  }

  #situation({ id, process, subject_id: subjectId }: CaseLine, { fault, revision }: ReplayFault): Situation {
    return {
      kind: 'logs-faulty',
      what: `${fault} (${process} ${subjectId})`,
      count: 1,
      since: this.clock.now(),
      attempts: 0,
      error: `revision ${revision}`,
      samples: [{ caseId: id, process, subjectId }],
    };
  }
}
