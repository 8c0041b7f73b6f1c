import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { type Role, Roles } from '#libs/identity/index.js';
import type { Addressed, Letter, MailKind } from '#libs/mail/index.js';

import { type PlannableProduct, PlannableProducts } from '../plannable-products.reader.js';

/** Writes to those of a product's incubator who hold some roles: each person once. */
@Injectable()
export class DutyRound {
  constructor(
    private readonly products: PlannableProducts,
    private readonly roles: Roles,
    private readonly configuration: Configuration,
  ) {}

  /** As {@link letters}, and nothing once the product has a committee ahead: there is nothing left to ask for. */
  async whileUnplanned(...asked: Parameters<DutyRound['letters']>): Promise<readonly Addressed[]> {
    const [product] = await this.products.byIds([asked[0]]);
    return product?.plannedOn === null ? this.letters(...asked) : [];
  }

  async letters(
    productId: string,
    kind: MailKind,
    roles: readonly Role[],
    letter: (about: { readonly baseUrl: string; readonly product: PlannableProduct }) => Letter,
  ): Promise<readonly Addressed[]> {
    const [product] = await this.products.byIds([productId]);
    if (!product) return [];
    const holders = await this.roles.ofProduct(product.id);
    const people = new Map(
      holders.filter(({ role }) => roles.includes(role)).map(({ person }) => [person.id, person] as const),
    );
    return [...people.values()].map((person) => ({
      person,
      kind,
      letter: () => letter({ baseUrl: this.configuration.baseUrl, product }),
    }));
  }
}
