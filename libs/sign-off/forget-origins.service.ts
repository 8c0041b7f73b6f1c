import { Injectable } from '@nestjs/common';

import { addMonths, Clock, parisDate, parisInstant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

/** Months that the network and the browser of an answer are kept, for whoever contests it. What was sealed stays in its PDF. */
const ORIGIN_RETENTION_MONTHS = 36;

/** Signatures emptied in one pass. */
const BATCH = 500;

/** Forgets where old answers came from; who answered what, for whom and when, is kept. */
@Injectable()
export class ForgetOrigins {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @returns whether there is more to forget. */
  async pass(): Promise<boolean> {
    const before = parisInstant(addMonths(parisDate(this.clock.now()), -ORIGIN_RETENTION_MONTHS), '00:00');
    const forgotten = await this.transactions.outside.query<unknown[]>(
      `with emptied as (
         update signatures set from_network = null, from_browser = null
          where id in (select id from signatures
                        where signed_at < $1 and (from_network is not null or from_browser is not null)
                        order by signed_at limit ${BATCH})
          returning id)
       select id from emptied`,
      [before],
    );
    return forgotten.length === BATCH;
  }
}
