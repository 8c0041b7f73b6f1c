import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { ObjectiveRow } from './objective.row.js';

export interface Objective {
  readonly id: string;
  readonly text: string;
  readonly criterionThreeMonths: string | null;
  readonly criterionSixMonths: string;
  /** The day of the sitting that set it. */
  readonly setOn: CalendarDate;
}

/** The objectives that committees set. */
@Injectable()
export class Objectives {
  constructor(private readonly transactions: Transactions) {}

  /** What the product is held to until its next decision takes effect, in order. Empty before its first one. */
  async baselineOf(productId: string, tx: Tx = this.transactions.outside): Promise<readonly Objective[]> {
    const rows = await tx.getRepository(ObjectiveRow).find({
      where: { productId, supersededOn: IsNull() },
      order: { setOn: 'ASC', position: 'ASC' },
    });
    return rows.map(({ id, text, criterionThreeMonths, criterionSixMonths, setOn }) => ({
      id,
      text,
      criterionThreeMonths,
      criterionSixMonths,
      setOn,
    }));
  }
}
