import { addMonths, CADENCE_MONTHS, type CalendarDate } from '#libs/kernel/index.js';
import { ACTIVE_STATES, type LifecycleState } from '#workflows/contract/index.js';
import { type DutyContext, nextDueOn } from '#workflows/half-year-duty/index.js';

import { counted } from './tally.js';
import type { World } from './world.js';

/** How a portfolio stands at the end of a day. */
export interface Standing {
  readonly on: CalendarDate;
  /** Products in an active phase. */
  readonly active: number;
  /** Those whose last committee is at most six months old. */
  readonly onTime: number;
  /** Those past no due date, by Jalon's own reckoning from the anchor. */
  readonly notOverdue: number;
  /** Where the duty stands of those that are not on time: planned, held and waiting for signatures, overdue… */
  readonly notOnTime: Readonly<Record<string, number>>;
}

interface Line {
  readonly product: string;
  readonly phase: LifecycleState;
  readonly duty: string;
  readonly last: CalendarDate | null;
  readonly due: CalendarDate | null;
}

type Found = Omit<Line, 'last' | 'due'> & { readonly context: DutyContext };

/** Looks at every product at the end of today, and notes what is due. */
export async function takeCensus(world: World): Promise<Standing> {
  const { today } = world;
  const found = await world.engine.transactions.outside.query<Found[]>(
    `select l.subject_id as product, l.state as phase, d.state as duty,
            d.snapshot->'context' as context
       from cases l join cases d on d.process = 'half-year-duty' and d.subject_id = l.subject_id
      where l.process = 'product-lifecycle'`,
  );
  const active = found
    .filter(({ phase }) => ACTIVE_STATES.has(phase))
    .map(({ context, ...line }): Line => ({ ...line, last: context.lastCommitteeOn, due: nextDueOn(context) }));
  // What a committee that was held, and not signed yet, was due by is counted where it was planned.
  for (const { product, due } of active) if (due !== null && due <= today) world.tally.due(product, due);
  const notOnTime = active.filter((line) => !isOnTime(line, today, world.enteredOn.get(line.product)));
  return {
    on: today,
    active: active.length,
    onTime: active.length - notOnTime.length,
    notOverdue: active.filter(({ due }) => due === null || due >= today).length,
    notOnTime: counted(notOnTime.map(({ duty }) => duty)),
  };
}

/**
 * The register's measure: the last committee is at most six months old. A product that became active here after its last
 * committee, or without any, has until its first due date.
 */
function isOnTime({ last, due }: Line, today: CalendarDate, enteredOn: CalendarDate | undefined): boolean {
  if (enteredOn !== undefined && (last === null || last < enteredOn)) return due !== null && due >= today;
  return last !== null && addMonths(last, CADENCE_MONTHS) >= today;
}
