import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { type IncubatorRole, People, type Person, type ProductRole, Roles } from '#libs/identity/index.js';
import { Clock, newId } from '#libs/kernel/index.js';

/** Products of one incubator, where they bear on nobody else's. */
const PRODUCTS_OF_AN_INCUBATOR = 60;

const INCUBATOR_ROLES: readonly IncubatorRole[] = ['incubator-lead', 'dinum-portfolio-manager', 'operations'];
const PRODUCT_ROLES: readonly ProductRole[] = ['intrapreneur', 'sponsor'];

/** A product whose case is not open yet, and who acts for it. */
export interface CastProduct {
  readonly id: string;
  readonly lead: Person;
  readonly sponsor: Person;
}

/** Who and what the load is about: rows that stand before anything happens. */
export async function castOf(services: INestApplicationContext, products: number): Promise<readonly CastProduct[]> {
  const cast: CastProduct[] = [];
  while (cast.length < products) cast.push(...(await anIncubator(services, products - cast.length)));
  return cast;
}

async function anIncubator(services: INestApplicationContext, wanted: number): Promise<readonly CastProduct[]> {
  const source = services.get(DataSource);
  const roles = services.get(Roles, { strict: false });
  const people = services.get(People, { strict: false });
  const incubatorId = newId();
  const person = async (name: string): Promise<Person> =>
    people.findOrCreate({ name, email: `${newId()}@fabrique.example` });
  await source.query('insert into incubators (id, name) values ($1, $2)', [incubatorId, `Fabrique ${incubatorId}`]);
  const staff = await Promise.all(INCUBATOR_ROLES.map(async (role) => person(`Équipe ${role}`)));
  for (const [index, role] of INCUBATOR_ROLES.entries())
    await roles.give(staff[index]?.id ?? '', { role, incubatorId });
  const team = await Promise.all(PRODUCT_ROLES.map(async (role) => person(`Produit ${role}`)));
  const ids = Array.from({ length: Math.min(wanted, PRODUCTS_OF_AN_INCUBATOR) }, () => newId());
  await source.query(
    `insert into products (id, incubator_id, name, pitch, created_at)
     select id, $1, 'Produit ' || id, 'Simplifier une démarche', $2 from unnest($3::uuid[]) as id`,
    [incubatorId, services.get(Clock, { strict: false }).now(), ids],
  );
  await Promise.all(
    ids.flatMap((productId) =>
      PRODUCT_ROLES.map(async (role, index) => roles.give(team[index]?.id ?? '', { role, productId })),
    ),
  );
  const [lead] = staff;
  const [, sponsor] = team;
  if (!lead || !sponsor) throw new Error('each role has its person');
  return ids.map((id) => ({ id, lead, sponsor }));
}
