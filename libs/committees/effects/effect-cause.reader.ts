import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';
import type { CommitteeEvent } from '#workflows/committee/index.js';

/** The event of a committee that ordered an effect, as the log keeps it: it says why people are written to. */
@Injectable()
export class EffectCause {
  constructor(private readonly transactions: Transactions) {}

  async of(effectId: string): Promise<CommitteeEvent> {
    const [found] = await this.transactions.outside.query<{ type: string; payload: Record<string, unknown> }[]>(
      `select e.type, e.payload from outbox o
         join case_events e on e.case_id = o.case_id and e.revision = o.revision
        where o.id = $1`,
      [effectId],
    );
    if (!found) throw new Error('an effect is ordered by an event of the log');
    return { ...found.payload, type: found.type } as CommitteeEvent;
  }
}
