import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';

import type { CalendarDate, Cents } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { amountsContent } from './decision.content.js';
import type { GrantedAmount, Period } from './decision.js';
import { EnvelopeRow } from './envelope.row.js';

/** Money granted to a product for a period, both days included. */
export interface Envelope extends Period {
  readonly id: string;
  readonly productId: string;
  readonly decisionId: string;
  readonly totalCents: Cents;
  readonly amounts: readonly GrantedAmount[];
}

/** The envelopes that effective decisions opened. */
@Injectable()
export class Envelopes {
  constructor(private readonly transactions: Transactions) {}

  /** The envelope that covers that day; the one opened last when several do. */
  async currentOf(productId: string, on: CalendarDate, tx?: Tx): Promise<Envelope | undefined> {
    return (await this.currentOfAll([productId], on, tx)).get(productId);
  }

  /** {@link currentOf} for many products, by product. */
  async currentOfAll(
    productIds: readonly string[],
    on: CalendarDate,
    tx: Tx = this.transactions.outside,
  ): Promise<ReadonlyMap<string, Envelope>> {
    if (productIds.length === 0) return new Map();
    const rows = await tx.getRepository(EnvelopeRow).find({
      where: { productId: In([...productIds]), opensOn: LessThanOrEqual(on), closesOn: MoreThanOrEqual(on) },
      // The last of a product stays in the map.
      order: { opensOn: 'ASC', id: 'ASC' },
    });
    return new Map(rows.map((row) => [row.productId, envelopeOf(row)]));
  }

  /** Latest first. */
  async ofProduct(productId: string, tx: Tx = this.transactions.outside): Promise<readonly Envelope[]> {
    const rows = await tx
      .getRepository(EnvelopeRow)
      .find({ where: { productId }, order: { opensOn: 'DESC', id: 'DESC' } });
    return rows.map(envelopeOf);
  }
}

function envelopeOf({ id, productId, decisionId, opensOn, closesOn, totalCents, amounts }: EnvelopeRow): Envelope {
  return { id, productId, decisionId, opensOn, closesOn, totalCents, amounts: amountsContent.parse(amounts) };
}
