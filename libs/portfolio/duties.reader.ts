import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { portfolioLines } from './portfolio-lines.query.js';
import type { DutyLine, PortfolioLine } from './portfolio.types.js';

/** Which products owe a committee, and since when. */
@Injectable()
export class Duties {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Every product that owes a committee, the soonest wanted first. `on` may be past or to come: lateness and standing are reckoned
   * again from what is known today.
   * @param query.incubatorIds left out: the products of all incubators, and those of none.
   */
  async list(query: {
    readonly on: CalendarDate;
    readonly incubatorIds?: readonly string[] | undefined;
    readonly productIds?: readonly string[] | undefined;
  }): Promise<readonly DutyLine[]> {
    const { on, incubatorIds, productIds } = query;
    const scope =
      incubatorIds || productIds ? { incubatorIds: incubatorIds ?? [], productIds: productIds ?? [] } : undefined;
    const { lines } = await portfolioLines(this.transactions.outside, { on, scope }, undefined);
    return lines.filter(isOwed);
  }
}

function isOwed(line: PortfolioLine): line is DutyLine {
  return line.due !== null && line.wanted !== null;
}
