import type { Instant } from '#libs/kernel/index.js';
import { replayCase } from '#libs/workflow-runtime/index.js';
import type { StoredSnapshot } from '#workflows/contract/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { Engine } from '../engine.js';

export interface CaseFact {
  readonly id: string;
  readonly process: ProcessName;
  readonly subjectId: string;
  readonly state: string;
  readonly snapshot: StoredSnapshot;
  readonly closed: boolean;
}

export interface EntryFact {
  readonly caseId: string;
  readonly revision: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly at: Instant;
  readonly stateBefore: string;
  readonly stateAfter: string;
  readonly key: string;
  /** Case and revision of the event that told this one. */
  readonly cause: string | null;
}

export interface EffectFact {
  readonly caseId: string;
  readonly revision: number;
  readonly position: number;
  readonly queue: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly withdrawn: boolean;
}

/** Everything that an engine wrote, read without it. */
export interface EngineFacts {
  readonly now: Instant;
  readonly cases: readonly CaseFact[];
  readonly entries: readonly EntryFact[];
  readonly effects: readonly EffectFact[];
  readonly deadlines: readonly { readonly caseId: string; readonly key: string; readonly dueAt: Instant }[];
  /** What the product itself finds wrong with its logs: chain, replay, checkpoints. */
  readonly replayFaults: readonly string[];
}

export async function factsIn({ dataSource, runtime, clock }: Engine): Promise<EngineFacts> {
  const read = async <T>(query: string): Promise<readonly T[]> => dataSource.query<T[]>(query);
  const cases = await read<CaseFact>(
    'select id, process, subject_id as "subjectId", state, snapshot, closed from cases order by id',
  );
  const replayFaults: string[] = [];
  for (const { process, subjectId } of cases) {
    const stored = await runtime.stored(process, subjectId);
    for (const { revision, fault } of stored ? await replayCase(dataSource.manager, stored) : [])
      replayFaults.push(`${process} ${subjectId} at ${revision}: ${fault}`);
  }
  const entries = await read<EntryFact & { at: Date }>(
    `select case_id as "caseId", revision, type, payload, actor, at, state_before as "stateBefore", state_after as "stateAfter",
            idempotency_key as key, cause_case_id || ' ' || cause_revision as cause
       from case_events order by case_id, revision`,
  );
  const deadlines = await read<{ caseId: string; key: string; dueAt: Date }>(
    'select case_id as "caseId", key, due_at as "dueAt" from deadlines',
  );
  return {
    now: clock.now(),
    cases,
    entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    effects: await read<EffectFact>(
      `select case_id as "caseId", revision, position, queue, type, params, withdrawn_at is not null as withdrawn from outbox`,
    ),
    deadlines: deadlines.map((deadline) => ({ ...deadline, dueAt: deadline.dueAt.toISOString() })),
    replayFaults,
  };
}
