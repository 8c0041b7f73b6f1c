import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { countStandings, type LinesFilter, portfolioLines } from './portfolio-lines.query.js';
import type { PortfolioLine, PortfolioScope, Standing } from './portfolio.types.js';

/** The products as a whole: found, filtered, counted. */
@Injectable()
export class Portfolio {
  constructor(private readonly transactions: Transactions) {}

  /** One page of the lines that pass the filter, the soonest wanted first; without `page`, all of them. */
  async search(
    filter: LinesFilter,
    page?: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly lines: readonly PortfolioLine[]; readonly total: number }> {
    return portfolioLines(this.transactions.outside, filter, page);
  }

  /** The line of one product; undefined when there is none. */
  async lineOf(productId: string, on: CalendarDate): Promise<PortfolioLine | undefined> {
    const scope: PortfolioScope = { incubatorIds: [], productIds: [productId] };
    const { lines } = await portfolioLines(this.transactions.outside, { on, scope }, undefined);
    return lines[0];
  }

  /** How many products of the filter stand where. */
  async counts(filter: LinesFilter): Promise<Readonly<Record<Standing, number>>> {
    return countStandings(this.transactions.outside, filter);
  }
}
