import { Injectable } from '@nestjs/common';

import { type CalendarDate, Clock, type Programme } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import {
  type DutyContext,
  dutyProgrammeOf,
  nextDueOn,
  underProgramme,
  wantedOn,
} from '#workflows/half-year-duty/index.js';

interface DutyDays {
  readonly dueOn: CalendarDate | null;
  readonly wantedOn: CalendarDate | null;
}

/** What a programme would move of one product. */
export interface MovedDuty {
  readonly productId: string;
  readonly name: string;
  readonly before: DutyDays;
  readonly after: DutyDays;
  /** It would be late at once, and was not. */
  readonly becomesLate: boolean;
  /** The committee ahead keeps its day; true when that day would come after the due date. */
  readonly planned: { readonly committeeId: string; readonly on: CalendarDate; readonly isAfterDue: boolean } | null;
}

/** What a programme would change, before anybody says so. Reckoned as the duties will. */
@Injectable()
export class ProgrammeEffects {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  /** The products of an incubator whose dates would move, by name. */
  async of(incubatorId: string, programme: Programme): Promise<readonly MovedDuty[]> {
    const products = await this.transactions.outside.query<{ id: string; name: string }[]>(
      'select id, name from products where incubator_id = $1 order by name, id',
      [incubatorId],
    );
    const moved: MovedDuty[] = [];
    const at = this.clock.now();
    const today = this.clock.today();
    for (const { id, name } of products) {
      const found = await this.runtime.read('half-year-duty', id);
      if (!found) continue;
      const context = found.snapshot.context as unknown as DutyContext;
      const event = { type: 'programme.changed' as const, at, programme: dutyProgrammeOf(programme) };
      const [before, after] = [daysOf(context), daysOf({ ...context, ...underProgramme(context, event) })];
      if (before.dueOn === after.dueOn && before.wantedOn === after.wantedOn) continue;
      const isLate = ({ dueOn }: DutyDays) => dueOn !== null && dueOn < today;
      const { planned } = context;
      moved.push({
        productId: id,
        name,
        before,
        after,
        becomesLate: isLate(after) && !isLate(before),
        planned: planned && { ...planned, isAfterDue: after.dueOn !== null && planned.on > after.dueOn },
      });
    }
    return moved;
  }
}

const daysOf = (context: DutyContext): DutyDays => ({ dueOn: nextDueOn(context), wantedOn: wantedOn(context) });
