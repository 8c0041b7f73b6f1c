import type { Instant } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { Deadline, ProcessDefinition } from '#workflows/contract/index.js';

import { modernize, type Step } from './advance.js';
import type { StoredCase } from './case.js';
import { saveAdvance } from './case.store.js';
import { type MigratedCheckpoint, stepTo } from './checkpoint.js';

/** A deadline that a case holds: one that has passed without being for this case to hear is kept, and never told. */
export interface HeldDeadline {
  readonly key: string;
  readonly dueAt: Instant;
  readonly passed: boolean;
}

/** What becomes of the deadlines of a case that changes its version. */
export interface DeadlineChanges {
  /** Still to be told, at the moment that was set. */
  readonly kept: readonly Deadline[];
  /** Still to be told, at another moment; at once, when that is past. */
  readonly moved: readonly (Deadline & { readonly from: Instant })[];
  /** To be told from now on. */
  readonly added: readonly Deadline[];
  /** Over before this version came to the case: never told. */
  readonly passed: readonly Deadline[];
  /** No longer to be told. */
  readonly dropped: readonly HeldDeadline[];
}

/** A case brought to today's version of its process, before anything is written. */
export interface Bringing {
  readonly stored: StoredCase;
  readonly step: Step;
  readonly checkpoint: MigratedCheckpoint;
  readonly deadlines: DeadlineChanges;
}

/**
 * What it takes to bring a case to today's version. Of its deadlines, those that were to be told still are, wherever they
 * moved; one that was not is told only if its moment is still to come. So what was told once is never told again, whatever
 * the new version calls it, and a rung added to a ladder is not told to the cases already above it (ADR 0016).
 * @param held the deadlines the case holds at `stored.revision`.
 * @throws CaseNotMigratable, CaseFromNewerVersion
 */
export function bringing(
  definition: ProcessDefinition,
  stored: StoredCase,
  held: readonly HeldDeadline[],
  at: Instant,
): Bringing {
  const snapshot = modernize(definition, stored.snapshot, stored.version);
  const step = stepTo(definition, stored.state, snapshot);
  return {
    stored,
    step,
    checkpoint: {
      type: 'case.migrated',
      at,
      from: stored.version,
      to: definition.version,
      before: stored.snapshot,
      snapshot,
    },
    deadlines: changesOf(step.deadlines, held, at),
  };
}

/** Compares the deadlines a checkpoint leaves with those that were held. */
function changesOf(deadlines: readonly Deadline[], held: readonly HeldDeadline[], at: Instant): DeadlineChanges {
  const before = new Map(held.filter(({ passed }) => !passed).map((deadline) => [deadline.key, deadline.dueAt]));
  const after = new Set(deadlines.map(({ key }) => key));
  const fresh = deadlines.filter(({ key }) => !before.has(key));
  return {
    kept: deadlines.filter(({ key, dueAt }) => before.get(key) === dueAt),
    moved: deadlines.flatMap((deadline) => {
      const from = before.get(deadline.key);
      return from === undefined || from === deadline.dueAt ? [] : [{ ...deadline, from }];
    }),
    added: fresh.filter(({ dueAt }) => dueAt > at),
    passed: fresh.filter(({ dueAt }) => dueAt <= at),
    dropped: held.filter(({ key, passed }) => !passed && !after.has(key)),
  };
}

/** Writes it, in one guarded statement. Returns false when somebody else moved the case meanwhile. */
export async function saveBringing(tx: Tx, { stored, step, checkpoint, deadlines }: Bringing): Promise<boolean> {
  return saveAdvance(tx, {
    definitionVersion: checkpoint.to,
    stored,
    step,
    event: checkpoint,
    actor: 'system:migration',
    idempotencyKey: `migrated:${checkpoint.to}`,
    cause: undefined,
    passed: deadlines.passed.map(({ key }) => key),
  });
}

/** The deadlines that a case holds now. */
export async function heldBy(tx: Tx, caseId: string): Promise<readonly HeldDeadline[]> {
  const rows = await tx.query<{ key: string; due_at: Date; passed: boolean }[]>(
    `select key, due_at, next_at = 'infinity' as passed from deadlines where case_id = $1`,
    [caseId],
  );
  return rows.map(({ key, due_at: dueAt, passed }) => ({ key, dueAt: dueAt.toISOString(), passed }));
}
