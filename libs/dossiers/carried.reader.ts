import { Injectable } from '@nestjs/common';

import { Envelopes, Objectives } from '#libs/decisions/index.js';
import type { Tx } from '#libs/persistence/index.js';

import type { Carried } from './carry-over.js';

/** What earlier decisions hold a product to. */
@Injectable()
export class CarriedOver {
  constructor(
    private readonly objectives: Objectives,
    private readonly envelopes: Envelopes,
  ) {}

  async of(productId: string, tx?: Tx): Promise<Carried> {
    const [last] = await this.envelopes.ofProduct(productId, tx);
    return {
      baseline: await this.objectives.baselineOf(productId, tx),
      granted: new Map(last?.amounts.map(({ line, cents }) => [line, cents])),
    };
  }
}
