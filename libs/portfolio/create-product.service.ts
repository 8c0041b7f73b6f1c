import { Injectable } from '@nestjs/common';

import { type CalendarDate, Clock, derivedId, InvalidInput, NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { FollowProgramme } from './follow-programme.service.js';

export interface CreateProductCommand {
  readonly incubatorId: string;
  readonly name: string;
  readonly pitch: string;
  readonly contact?: string | undefined;
  /** The administrations that carry it. */
  readonly sponsorIds: readonly string[];
  /** The first day of its investigation, or of its work with the incubator when it was born outside. */
  readonly investigationOn: CalendarDate;
  /** Born outside the incubator, which serves it all the same: no investigation is owed, half-years begin at once. */
  readonly bornOutside?: boolean | undefined;
  readonly personId: string;
  readonly idempotencyKey: string;
}

const BORN_OUTSIDE = 'Né hors de l’incubateur, qui l’accompagne sans investigation.';

/** A new product of an incubator. It begins with an investigation (domain, lifecycle), unless it was born elsewhere. */
@Injectable()
export class CreateProduct {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly follow: FollowProgramme,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the product's id; the same key gives the same product.
   * @throws InvalidInput without a name, NotFound for an unknown incubator.
   */
  async execute(command: CreateProductCommand): Promise<string> {
    const name = command.name.trim();
    if (name === '') throw new InvalidInput('Le produit a besoin d’un nom.', { name: 'Indiquez le nom du produit.' });
    const productId = derivedId('created-product', command.personId, command.idempotencyKey);
    await this.transactions.run(async (tx) => {
      const [incubator] = await tx.query<unknown[]>('select 1 from incubators where id = $1', [command.incubatorId]);
      if (!incubator) throw new NotFound('Cet incubateur n’existe pas.');
      const actor = `person:${command.personId}` as const;
      const { incubatorId, investigationOn: on, idempotencyKey } = command;
      const told = { actor, idempotencyKey: `programme:${idempotencyKey}` };
      await this.follow.execute({ id: productId, incubatorId }, told, tx);
      const { repeated } = await this.runtime.open(
        'product-lifecycle',
        productId,
        command.bornOutside
          ? { type: 'phase.corrected', state: 'construction', on, reason: BORN_OUTSIDE }
          : { type: 'investigation.opened', on },
        { actor, idempotencyKey },
        tx,
      );
      if (repeated) return;
      await tx.query(
        `insert into products (id, incubator_id, name, pitch, contact, created_at, born_outside)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          productId,
          incubatorId,
          name,
          command.pitch.trim(),
          command.contact ?? null,
          this.clock.now(),
          command.bornOutside ?? false,
        ],
      );
      await tx.query(
        `insert into product_sponsors (product_id, organisation_id)
         select $1, id from organisations where id = any($2::uuid[])`,
        [productId, command.sponsorIds],
      );
    });
    return productId;
  }
}
