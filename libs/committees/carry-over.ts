import { Injectable } from '@nestjs/common';

import { derivedId, type Instant, newId, turnMinutes } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import { Programmes } from '#libs/portfolio/index.js';
import { type DispatchOptions, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { adjournedProducts } from '#workflows/committee/index.js';

import { CommitteeMemberRow } from './committee-member.row.js';
import { CommitteeProductRow } from './committee-product.row.js';
import type { CommitteeView } from './committee-view.js';
import { CommitteeRow } from './committee.row.js';
import { missingRoles } from './coverage.js';

/** Convenes a committee for the products that a sitting put off, one a day, in the transaction that closes it. */
@Injectable()
export class CarryOver {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly programmes: Programmes,
  ) {}

  /**
   * @param sitting as it was just before it was closed.
   * @returns the ids of the committees convened, in the order of their days.
   */
  async execute(sitting: CommitteeView, personId: string, idempotencyKey: string, tx: Tx): Promise<readonly string[]> {
    const putOff = adjournedProducts(sitting.context);
    const days = [...new Set(putOff.flatMap(({ adjourned }) => adjourned?.startsAt ?? []))].toSorted();
    const ids: string[] = [];
    for (const startsAt of days) {
      const options = { actor: `person:${personId}`, idempotencyKey: `${idempotencyKey}:${startsAt}` } as const;
      const productIds = putOff
        .filter(({ adjourned }) => adjourned?.startsAt === startsAt)
        .map(({ productId }) => productId);
      ids.push(await this.#convene(sitting, { startsAt, productIds, personId }, options, tx));
    }
    return ids;
  }

  async #convene(
    from: CommitteeView,
    { startsAt, productIds, personId }: { startsAt: Instant; productIds: readonly string[]; personId: string },
    { actor, idempotencyKey }: DispatchOptions,
    tx: Tx,
  ): Promise<string> {
    const id = derivedId('committee', from.id, startsAt, ...productIds);
    const keyed = (step: string) => ({ actor, idempotencyKey: `${idempotencyKey}:${step}` });
    const planned = { type: 'committee.planned', startsAt, productIds } as const;
    const { at } = await this.runtime.open('committee', id, planned, keyed('plan'), tx);
    const { programme } = await this.programmes.ofIncubator(from.incubatorId, tx);
    await tx.getRepository(CommitteeRow).insert({
      id,
      incubatorId: from.incubatorId,
      startsAt,
      place: from.place,
      videoUrl: from.videoUrl,
      durationMinutes: turnMinutes(programme) * productIds.length,
      createdAt: at,
      createdBy: personId,
    });
    await tx
      .getRepository(CommitteeProductRow)
      .insert(productIds.map((productId, index) => ({ committeeId: id, productId, position: index + 1 })));
    const isFor = (productId: string | null) => productId === null || productIds.includes(productId);
    // Who came for another product only stays out; who only stood in for somebody is asked for by that person again.
    const members = from.members.filter((member) => member.holds.some((held) => isFor(held.productId)));
    await tx.getRepository(CommitteeMemberRow).insert(
      members.map(({ person, capacity, productId }) => ({
        id: newId(),
        committeeId: id,
        personId: person.id,
        capacity,
        productId: isFor(productId) ? productId : null,
        response: 'awaited' as const,
      })),
    );
    const products = from.products.filter((product) => productIds.includes(product.id));
    const awaited = members.map((member) => ({ ...member, response: 'awaited' as const, representative: null }));
    const missing = missingRoles(products, awaited).flatMap(({ productId, roles }) =>
      roles.map((role) => `${role}:${productId}`),
    );
    await this.runtime.dispatch('committee', id, { type: 'committee.convened', missing }, keyed('convene'), tx);
    return id;
  }
}
