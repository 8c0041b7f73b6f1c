import { Injectable } from '@nestjs/common';

import type { Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { stillStands } from '#libs/workflow-runtime/index.js';
import type { CommitteeEvent } from '#workflows/committee/index.js';

export interface Cause {
  readonly event: CommitteeEvent;
  /** When the sitting was to be before that event; null when no date was known. */
  readonly startedAt: Instant | null;
  /** Types of the effects that the same event ordered. */
  readonly ordered: readonly string[];
}

/** The event of a committee that ordered an effect, as the log keeps it: it says why people are written to. */
@Injectable()
export class EffectCause {
  constructor(private readonly transactions: Transactions) {}

  async of(effectId: string): Promise<Cause> {
    const [found] = await this.transactions.outside.query<
      { type: string; at: Date; payload: Record<string, unknown>; started_at: string | null; ordered: string[] }[]
    >(
      `select e.type, e.at, e.payload,
              (select b.payload->>'startsAt' from case_events b
                where b.case_id = e.case_id and b.revision < e.revision and b.payload ? 'startsAt' and ${stillStands('b')}
                order by b.revision desc limit 1) as started_at,
              (select array_agg(other.type) from outbox other
                where other.case_id = o.case_id and other.revision = o.revision) as ordered
         from outbox o join case_events e on e.case_id = o.case_id and e.revision = o.revision
        where o.id = $1`,
      [effectId],
    );
    if (!found) throw new Error('an effect is ordered by an event of the log');
    return {
      event: { ...found.payload, type: found.type, at: found.at.toISOString() } as CommitteeEvent,
      startedAt: found.started_at,
      ordered: found.ordered,
    };
  }
}
