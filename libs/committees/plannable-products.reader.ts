import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

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
  /** The day of the committee already ahead, if any: a second one is refused. */
  readonly plannedOn: CalendarDate | null;
}

interface ProductRecord {
  id: string;
  name: string;
  incubator_id: string | null;
  phase: LifecycleState;
  duty: string | null;
  due_on: CalendarDate | null;
  planned_on: CalendarDate | null;
}

const PRODUCTS = `
  select p.id, p.name, p.incubator_id, coalesce(l.state, 'proposed') as phase, d.state as duty,
         d.snapshot->'context'->>'dueOn' as due_on, d.snapshot->'context'->'planned'->>'on' as planned_on
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
    const rows = await tx.query<ProductRecord[]>(
      `${PRODUCTS} ${where} order by d.snapshot->'context'->>'dueOn' nulls last, p.name`,
      parameters,
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      incubatorId: row.incubator_id,
      phase: row.phase,
      duty: row.duty,
      dueOn: row.due_on,
      plannedOn: row.planned_on,
    }));
  }
}
