import type { Instant } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { Undoing, UndoneEffect } from './undo.js';

/**
 * Withdraws the effects of some events. One statement decides against workers: whatever a relay has not taken, or has given
 * back, is never carried out; the rest is done, or being done.
 * @returns what became of each.
 */
export async function withdrawEffects(
  tx: Tx,
  { id, process }: { readonly id: string; readonly process: ProcessName },
  revisions: readonly number[],
  at: Instant,
): Promise<readonly UndoneEffect[]> {
  await tx.query(
    `update outbox set done_at = $3, withdrawn_at = $3
      where case_id = $1 and revision = any($2::integer[]) and done_at is null and published_at is null`,
    [id, revisions, at],
  );
  return tx.query<UndoneEffect[]>(
    `select $3 as process, type,
            case when withdrawn_at is not null then 'withdrawn' when done_at is not null then 'done' else 'under-way' end as fate
       from outbox where case_id = $1 and revision = any($2::integer[]) order by revision, position`,
    [id, revisions, process],
  );
}

/** True when an effect without which the event may be taken back is done, or in somebody's hands. */
export async function haveLeft(tx: Tx, caseId: string, { rule, entries }: Undoing): Promise<boolean> {
  if (!rule.unlessDone) return false;
  const left = await tx.query<unknown[]>(
    `select 1 from outbox where case_id = $1 and revision = any($2::integer[]) and type = any($3)
        and withdrawn_at is null
        and (published_at is not null or done_at is not null) limit 1`,
    [caseId, entries.map(({ revision }) => revision), [...rule.unlessDone]],
  );
  return left.length > 0;
}
