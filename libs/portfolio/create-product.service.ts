import { Injectable } from '@nestjs/common';

import { type CalendarDate, Clock, derivedId, InvalidInput, NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

export interface CreateProductCommand {
  readonly incubatorId: string;
  readonly name: string;
  readonly pitch: string;
  readonly contact?: string | undefined;
  /** The administrations that carry it. */
  readonly sponsorIds: readonly string[];
  /** The first day of its investigation: the closing committee is due nine weeks later at most. */
  readonly investigationOn: CalendarDate;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** A new product of an incubator. It begins with an investigation, as all do (domain, lifecycle). */
@Injectable()
export class CreateProduct {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
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
      const { repeated } = await this.runtime.open(
        'product-lifecycle',
        productId,
        { type: 'investigation.opened', on: command.investigationOn },
        { actor: `person:${command.personId}`, idempotencyKey: command.idempotencyKey },
        tx,
      );
      if (repeated) return;
      await tx.query(
        `insert into products (id, incubator_id, name, pitch, contact, created_at) values ($1, $2, $3, $4, $5, $6)`,
        [productId, command.incubatorId, name, command.pitch.trim(), command.contact ?? null, this.clock.now()],
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
