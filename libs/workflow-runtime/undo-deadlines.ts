import type { Deadline } from '#workflows/contract/index.js';

import type { HeldDeadline } from './bring-case.js';
import type { UndoneEntry } from './undo.js';

/**
 * Of the deadlines that an undo finds again, the keys of those that are never to be told: they were told already, or were over
 * when the case came to its version. What merely came due while the step stood is told late, as after an outage: states
 * such as « overdue » hang on it.
 */
export function outlived(
  deadlines: readonly Deadline[],
  held: readonly HeldDeadline[],
  log: readonly UndoneEntry[],
): readonly string[] {
  const told = new Set(log.map(({ key }) => key));
  const migratedAt = log.findLast(({ type }) => type === 'case.migrated')?.at ?? '';
  return deadlines
    .filter(({ key, dueAt }) => !held.some((one) => one.key === key && one.dueAt === dueAt && !one.passed))
    .filter(({ key, dueAt }) => told.has(`deadline:${key}:${dueAt}`) || dueAt <= migratedAt)
    .map(({ key }) => key);
}
