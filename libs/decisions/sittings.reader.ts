import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';
import { caseId, stillStands } from '#libs/workflow-runtime/index.js';
import type { CommitteeEvent } from '#workflows/committee/index.js';

import { type SittingEvent, type StageTime, stageTimes } from './sitting-times.js';

interface LoggedEvent {
  type: string;
  at: Date;
  state_after: string;
  payload: Readonly<Record<string, unknown>>;
}

/** How sittings go: the log of the committee is their clock. */
@Injectable()
export class Sittings {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The stages of a sitting so far, in order; empty before it opens.
   * @param firstProductId the one that opening the sitting puts on stage: the first of the agenda.
   */
  async stagesOf(committeeId: string, firstProductId: string | null): Promise<readonly StageTime[]> {
    const logged = await this.transactions.outside.query<LoggedEvent[]>(
      `select e.type, e.at, e.state_after, e.payload from case_events e
        where e.case_id = $1 and (e.state_before like 'sitting.%' or e.state_after like 'sitting.%')
          and e.type <> 'case.undone' and ${stillStands('e')} order by e.revision`,
      [caseId({ process: 'committee', subjectId: committeeId })],
    );
    let onStage = firstProductId;
    return stageTimes(
      logged.map(({ type, at, state_after: stateAfter, payload }): SittingEvent => {
        const event = { ...payload, type, at: at.toISOString() } as CommitteeEvent;
        if (event.type === 'sitting.opened') onStage = firstProductId;
        if (event.type === 'product.called') onStage = event.productId;
        return { event, stateAfter, productId: onStage };
      }),
    );
  }
}
