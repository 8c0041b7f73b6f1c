import { Injectable } from '@nestjs/common';

import { type Role, Roles } from '#libs/identity/index.js';
import type { OwedEffect } from '#libs/messaging/index.js';

import type { Letter } from '../mails/parts.js';
import { type PlannableProduct, PlannableProducts } from '../plannable-products.reader.js';
import { MailRound } from './mail-round.js';

/** Writes to those of a product's incubator who hold some roles: each person once. */
@Injectable()
export class DutyRound {
  constructor(
    private readonly products: PlannableProducts,
    private readonly roles: Roles,
    private readonly round: MailRound,
  ) {}

  async send(
    effect: OwedEffect<{ readonly productId: string }>,
    roles: readonly Role[],
    letter: (about: { readonly baseUrl: string; readonly product: PlannableProduct }) => Letter,
  ): Promise<void> {
    const [product] = await this.products.byIds([effect.params.productId]);
    if (!product) return;
    const holders = await this.roles.ofProduct(product.id);
    const people = new Map(
      holders.filter(({ role }) => roles.includes(role)).map(({ person }) => [person.id, person] as const),
    );
    await this.round.send(
      effect,
      [...people.values()].map((person) => ({
        person,
        letter: () => letter({ baseUrl: this.round.baseUrl, product }),
      })),
    );
  }
}
