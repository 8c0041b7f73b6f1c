import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { Clock, InvalidInput, newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { PersonRow } from './person.row.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly title: string | null;
}

const address = /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[^\s@<>"(),:;\\]+$/u;

/** The people that Jalon knows, by name and address. */
@Injectable()
export class People {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async byId(id: string, tx: Tx = this.transactions.outside): Promise<Person | undefined> {
    return (await this.byIds([id], tx)).get(id);
  }

  async byIds(ids: readonly string[], tx: Tx = this.transactions.outside): Promise<ReadonlyMap<string, Person>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.getRepository(PersonRow).findBy({ id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, personOf(row)]));
  }

  async byEmail(email: string, tx: Tx = this.transactions.outside): Promise<Person | undefined> {
    const row = await tx.getRepository(PersonRow).findOneBy({ email: email.trim().toLowerCase() });
    return row ? personOf(row) : undefined;
  }

  /**
   * The person at that address, made known when nobody is. A person already known keeps the name they have.
   * @throws InvalidInput on a name or an address that cannot be one.
   */
  async findOrCreate(
    described: { readonly name: string; readonly email: string; readonly title?: string | null },
    tx: Tx = this.transactions.outside,
  ): Promise<Person> {
    const email = described.email.trim().toLowerCase();
    const name = described.name.trim();
    if (!address.test(email) || email.length > 254)
      throw new InvalidInput('L’adresse électronique n’est pas valide.', {
        email: 'Saisissez une adresse complète, par exemple prenom.nom@ministere.example.',
      });
    if (name === '' || name.length > 200)
      throw new InvalidInput('Le nom est nécessaire.', { name: 'Saisissez le prénom et le nom.' });
    await tx
      .createQueryBuilder()
      .insert()
      .into(PersonRow)
      .values({ id: newId(), name, email, title: described.title?.trim() || null, createdAt: this.clock.now() })
      .orIgnore()
      .execute();
    const person = await this.byEmail(email, tx);
    if (!person) throw new Error('a person just inserted is not there');
    return person;
  }
}

function personOf({ id, name, email, title }: PersonRow): Person {
  return { id, name, email, title };
}
