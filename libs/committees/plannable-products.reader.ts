import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';
import { type DutyContext, nextDueOn, USUAL_DUTY_PROGRAMME, wanted } from '#workflows/half-year-duty/index.js';

/** A product as seen by whoever plans a committee. */
export interface PlannableProduct {
  readonly id: string;
  readonly name: string;
  readonly incubatorId: string | null;
  readonly phase: LifecycleState;
  /** State of its half-year duty; null when it never had one. */
  readonly duty: string | null;
  /** When its next committee is due; null when none is owed. */
  readonly dueOn: CalendarDate | null;
  /** The day by which it is asked for, six months after the last one at most; null when none is owed. */
  readonly wantedOn: CalendarDate | null;
  /** That day comes sooner than the cadence asks, because of the year-end closing. */
  readonly isAdvanced: boolean;
  /** The day of the committee already ahead, if any: a second one is refused. */
  readonly plannedOn: CalendarDate | null;
}

interface ProductRecord {
  id: string;
  name: string;
  incubator_id: string | null;
  phase: LifecycleState;
  duty: string | null;
  context: (Omit<DutyContext, 'programme'> & Partial<Pick<DutyContext, 'programme'>>) | null;
}

const PRODUCTS = `
  select p.id, p.name, p.incubator_id, coalesce(l.state, 'proposed') as phase, d.state as duty,
         d.snapshot->'context' as context
    from products p
    left join cases l on l.subject_id = p.id and l.process = 'product-lifecycle'
    left join cases d on d.subject_id = p.id and d.process = 'half-year-duty'`;

/** Products with what their duties say, the most pressing first. */
@Injectable()
export class PlannableProducts {
  constructor(private readonly transactions: Transactions) {}

  async ofIncubator(incubatorId: string): Promise<readonly PlannableProduct[]> {
    return this.#find('where p.incubator_id = $1', [incubatorId], this.transactions.outside);
  }

  async byIds(ids: readonly string[], tx: Tx = this.transactions.outside): Promise<readonly PlannableProduct[]> {
    return this.#find('where p.id = any($1)', [ids], tx);
  }

  async #find(where: string, parameters: unknown[], tx: Tx): Promise<readonly PlannableProduct[]> {
    const rows = await tx.query<ProductRecord[]>(`${PRODUCTS} ${where} order by p.name`, parameters);
    return rows.map(productOf).toSorted(byUrgency);
  }
}

function productOf(record: ProductRecord): PlannableProduct {
  const { id, name, incubator_id: incubatorId, phase, duty } = record;
  // A case that an older version wrote knows no programme yet.
  const context = record.context && { ...record.context, programme: record.context.programme ?? USUAL_DUTY_PROGRAMME };
  const next = context && wanted(context);
  return {
    id,
    name,
    incubatorId,
    phase,
    duty,
    dueOn: context && nextDueOn(context),
    wantedOn: next?.on ?? null,
    isAdvanced: next?.isAdvanced ?? false,
    plannedOn: context?.planned?.on ?? null,
  };
}

/** The soonest wanted first, those that owe nothing last; otherwise in the order of their names. */
function byUrgency({ wantedOn: one }: PlannableProduct, { wantedOn: other }: PlannableProduct): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}
