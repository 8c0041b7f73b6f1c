import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere } from 'typeorm';

import { sumCents } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { decisionContent } from './decision.content.js';
import type { Decision } from './decision.js';
import { DecisionRow } from './decision.row.js';

/** What committees decided. */
@Injectable()
export class Decisions {
  constructor(private readonly transactions: Transactions) {}

  async byId(id: string, tx?: Tx): Promise<Decision | undefined> {
    return (await this.#find({ id }, tx))[0];
  }

  /** The decision of a committee for one product, once it is recorded. */
  async of(committeeId: string, productId: string, tx?: Tx): Promise<Decision | undefined> {
    return (await this.#find({ committeeId, productId }, tx))[0];
  }

  /** In the order they were recorded. */
  async ofCommittee(committeeId: string, tx?: Tx): Promise<readonly Decision[]> {
    return this.#find({ committeeId }, tx);
  }

  /** Latest sitting first; those not in effect yet included (see `effectiveAt`). */
  async ofProduct(productId: string, tx?: Tx): Promise<readonly Decision[]> {
    return (await this.#find({ productId }, tx)).toReversed();
  }

  async #find(where: FindOptionsWhere<DecisionRow>, tx = this.transactions.outside): Promise<readonly Decision[]> {
    const rows = await tx.getRepository(DecisionRow).find({ where, order: { heldOn: 'ASC', recordedAt: 'ASC' } });
    return rows.map(decisionOf);
  }
}

function decisionOf({ content, opensOn, closesOn, ...row }: DecisionRow): Decision {
  const lists = decisionContent.parse(content);
  return {
    ...row,
    ...lists,
    period: opensOn === null || closesOn === null ? null : { opensOn, closesOn },
    totalCents: sumCents(lists.amounts.map((amount) => amount.cents)),
    provisionalUntil: row.means === 'provisional' ? closesOn : null,
  };
}
