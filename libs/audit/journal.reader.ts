import { Injectable } from '@nestjs/common';

import type { Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import {
  CHECKPOINT_LABELS,
  replayCase,
  type ReplayFault,
  stillStands,
  WorkflowRuntime,
} from '#libs/workflow-runtime/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { CASES_OF_PRODUCTS, PRODUCTS_OF_CASE } from './case-products.query.js';

export interface JournalEntry {
  readonly caseId: string;
  readonly process: ProcessName;
  readonly subjectId: string;
  /** French. */
  readonly processLabel: string;
  readonly revision: number;
  readonly type: string;
  /** French. */
  readonly eventLabel: string;
  readonly stateBefore: string;
  readonly stateAfter: string;
  /** French. */
  readonly stateAfterLabel: string;
  readonly actor: string;
  readonly at: Instant;
  /** Why, when the event gives a reason. */
  readonly reason: string | null;
  readonly productIds: readonly string[];
  /** True when somebody took it back later: the log keeps both. */
  readonly undone: boolean;
  /** Of an undo, the revision that it found again. */
  readonly undoneTo: number | null;
  /** First characters of the entry's hash. */
  readonly hash: string;
}

interface EntryRecord {
  case_id: string;
  process: ProcessName;
  subject_id: string;
  revision: number;
  type: string;
  state_before: string;
  state_after: string;
  actor: string;
  at: Date;
  reason: string | null;
  product_ids: string[];
  undone: boolean;
  undone_to: number | null;
  hash: string;
}

/** The log of all cases, as far as a person may see it. */
@Injectable()
export class Journal {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** Latest first. @param visible products the reader may see. */
  async latest(
    visible: readonly string[],
    page: { readonly limit: number; readonly offset: number; readonly productId?: string },
  ): Promise<readonly JournalEntry[]> {
    const within = page.productId === undefined ? visible : visible.filter((id) => id === page.productId);
    return this.#read(
      `where e.case_id in (${CASES_OF_PRODUCTS}) order by e.at desc, e.case_id, e.revision desc limit $2 offset $3`,
      [within, page.limit, page.offset],
    );
  }

  /** All of one case, oldest first; empty when the reader may see none of its products. */
  async ofCase(id: string, visible: readonly string[]): Promise<readonly JournalEntry[]> {
    return this.#read(`where e.case_id = $2 and ${PRODUCTS_OF_CASE} && $1::text[] order by e.revision`, [visible, id]);
  }

  /** Replays a case: no fault means that its log is whole, unaltered, and gives the state shown. */
  async verify(process: ProcessName, subjectId: string): Promise<readonly ReplayFault[]> {
    const stored = await this.runtime.stored(process, subjectId);
    return stored ? replayCase(this.transactions.outside, stored) : [];
  }

  async #read(where: string, parameters: unknown[]): Promise<readonly JournalEntry[]> {
    const rows = await this.transactions.outside.query<EntryRecord[]>(
      `select e.case_id, c.process, c.subject_id, e.revision, e.type, e.state_before, e.state_after, e.actor, e.at,
              e.payload->>'reason' as reason, ${PRODUCTS_OF_CASE} as product_ids, e.hash,
              e.type not like 'case.%' and not ${stillStands('e')} as undone,
              case when e.type = 'case.undone' then (e.payload->>'to')::integer end as undone_to
         from case_events e join cases c on c.id = e.case_id ${where}`,
      parameters,
    );
    return rows.map(entryOf);
  }
}

const checkpoints: Readonly<Record<string, string>> = CHECKPOINT_LABELS;

function entryOf(row: EntryRecord): JournalEntry {
  // Unknown: of a newer program beside this one, during a rollout.
  const known: Readonly<Record<string, ProcessDefinition>> = processes;
  const labels = known[row.process]?.labels;
  return {
    caseId: row.case_id,
    process: row.process,
    subjectId: row.subject_id,
    processLabel: labels?.process ?? row.process,
    revision: row.revision,
    type: row.type,
    eventLabel: labels?.events[row.type] ?? checkpoints[row.type] ?? row.type,
    stateBefore: row.state_before,
    stateAfter: row.state_after,
    stateAfterLabel: labels?.states[row.state_after] ?? row.state_after,
    actor: row.actor,
    at: row.at.toISOString(),
    reason: row.reason,
    productIds: row.product_ids,
    undone: row.undone,
    undoneTo: row.undone_to,
    hash: row.hash.slice(0, 12),
  };
}
