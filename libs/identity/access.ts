import { Injectable } from '@nestjs/common';

import { Forbidden, NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import type { Role } from './role.js';
import { Roles } from './roles.repository.js';

/** Those who run committees in an incubator. */
export const MANAGING_ROLES: readonly Role[] = ['incubator-lead', 'portfolio-manager'];

/** What a person may see and do: least rights, incubator by incubator, product by product. */
@Injectable()
export class Access {
  constructor(
    private readonly roles: Roles,
    private readonly transactions: Transactions,
  ) {}

  /** Incubators in which the person holds a role of the whole incubator. */
  async incubatorsOf(personId: string): Promise<readonly string[]> {
    const held = await this.roles.ofPerson(personId);
    return [...new Set(held.flatMap(({ incubatorId }) => incubatorId ?? []))];
  }

  /** Incubators in which the person holds one of these roles. */
  async incubatorsWhere(personId: string, roles: readonly Role[]): Promise<readonly string[]> {
    const held = await this.roles.ofPerson(personId);
    return [
      ...new Set(held.flatMap(({ incubatorId, role }) => (incubatorId && roles.includes(role) ? [incubatorId] : []))),
    ];
  }

  /** Products the person may see: those of their incubators, and those they hold a role for. */
  async productsOf(personId: string): Promise<readonly string[]> {
    const rows = await this.transactions.outside.query<{ id: string }[]>(
      `select p.id from roles r join products p on p.incubator_id = r.incubator_id where r.person_id = $1
       union
       select p.id from roles r join products p on p.id = r.product_id where r.person_id = $1`,
      [personId],
    );
    return rows.map((row) => row.id);
  }

  /** The roles a person holds over an incubator. */
  async rolesInIncubator(personId: string, incubatorId: string): Promise<readonly Role[]> {
    const held = await this.roles.ofPerson(personId);
    return held.filter((one) => one.incubatorId === incubatorId).map((one) => one.role);
  }

  /** The roles a person holds over a product: its own, and those of its incubator. */
  async rolesForProduct(personId: string, productId: string): Promise<readonly Role[]> {
    const holders = await this.roles.ofProduct(productId);
    return holders.filter((holder) => holder.person.id === personId).map((holder) => holder.role);
  }

  /** @throws NotFound without any role there: what one may not see does not exist. @throws Forbidden without one of `roles`. */
  async ensureIncubator(personId: string, incubatorId: string, roles?: readonly Role[]): Promise<void> {
    ensure(await this.rolesInIncubator(personId, incubatorId), roles);
  }

  /** Same errors as {@link ensureIncubator}. */
  async ensureProduct(personId: string, productId: string, roles?: readonly Role[]): Promise<void> {
    ensure(await this.rolesForProduct(personId, productId), roles);
  }
}

function ensure(held: readonly Role[], needed: readonly Role[] | undefined): void {
  if (held.length === 0) throw new NotFound('Cette page n’existe pas, ou vous n’y avez pas accès.');
  if (needed && !held.some((role) => needed.includes(role)))
    throw new Forbidden('Votre rôle ne permet pas cette action. Demandez à la personne responsable de l’incubateur.');
}
