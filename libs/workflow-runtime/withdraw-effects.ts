import type { Instant } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { UndoneEffect } from './undo.js';

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
