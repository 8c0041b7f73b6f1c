import { Injectable } from '@nestjs/common';

import { newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import type { Person } from './people.repository.js';
import type { IncubatorRole, ProductRole, Role } from './role.js';

export interface RoleHolder {
  readonly roleId: string;
  readonly person: Person;
  readonly role: Role;
  /** The product it is held for; null for a role of the whole incubator. */
  readonly productId: string | null;
}

/** What one person may be somewhere. */
export interface HeldRole {
  readonly role: Role;
  readonly incubatorId: string | null;
  readonly productId: string | null;
}

interface HolderRecord {
  role_id: string;
  role: Role;
  product_id: string | null;
  id: string;
  name: string;
  email: string;
  title: string | null;
}

const HOLDERS = `
  select r.id as role_id, r.role, r.product_id, p.id, p.name, p.email, p.title
    from roles r join people p on p.id = r.person_id`;

/** Who holds which role, in an incubator or for a product. */
@Injectable()
export class Roles {
  constructor(private readonly transactions: Transactions) {}

  /** Everyone of a product: its own people, and those of its incubator. */
  async ofProduct(productId: string, tx: Tx = this.transactions.outside): Promise<readonly RoleHolder[]> {
    const rows = await tx.query<HolderRecord[]>(
      `${HOLDERS} where r.product_id = $1 or r.incubator_id = (select incubator_id from products where id = $1)
        order by p.name, r.role`,
      [productId],
    );
    return rows.map(holder);
  }

  /** Those who hold a role of the whole incubator. */
  async ofIncubator(incubatorId: string, tx: Tx = this.transactions.outside): Promise<readonly RoleHolder[]> {
    const rows = await tx.query<HolderRecord[]>(`${HOLDERS} where r.incubator_id = $1 order by p.name, r.role`, [
      incubatorId,
    ]);
    return rows.map(holder);
  }

  async ofPerson(personId: string, tx: Tx = this.transactions.outside): Promise<readonly HeldRole[]> {
    const rows = await tx.query<{ role: Role; incubator_id: string | null; product_id: string | null }[]>(
      'select role, incubator_id, product_id from roles where person_id = $1',
      [personId],
    );
    return rows.map((row) => ({ role: row.role, incubatorId: row.incubator_id, productId: row.product_id }));
  }

  /** Gives a role; giving it twice changes nothing. */
  async give(
    personId: string,
    given:
      | { readonly role: IncubatorRole; readonly incubatorId: string }
      | { readonly role: ProductRole; readonly productId: string },
    tx: Tx = this.transactions.outside,
  ): Promise<void> {
    await tx.query(
      `insert into roles (id, person_id, role, incubator_id, product_id) values ($1, $2, $3, $4, $5)
       on conflict (person_id, role, incubator_id, product_id) do nothing`,
      [
        newId(),
        personId,
        given.role,
        'incubatorId' in given ? given.incubatorId : null,
        'productId' in given ? given.productId : null,
      ],
    );
  }

  /** Takes back a role held for that product; false when there was none. */
  async takeBack(roleId: string, productId: string, tx: Tx = this.transactions.outside): Promise<boolean> {
    const [, count] = await tx.query<[unknown, number]>('delete from roles where id = $1 and product_id = $2', [
      roleId,
      productId,
    ]);
    return count > 0;
  }
}

function holder({ role_id: roleId, role, product_id: productId, id, name, email, title }: HolderRecord): RoleHolder {
  return { roleId, role, productId, person: { id, name, email, title } };
}
