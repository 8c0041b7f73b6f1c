// What the pages of an incubator ask of the readers, as their controllers do.
import { Journal } from '#libs/audit/index.js';
import { Committees } from '#libs/committees/index.js';
import { Envelopes } from '#libs/decisions/index.js';
import { Access, Roles } from '#libs/identity/index.js';
import { ManualClock } from '#libs/kernel/index.js';
import { Duties, Incubators, Portfolio, ProductRecords, Products } from '#libs/portfolio/index.js';
import { ACTIVE_STATES } from '#workflows/contract/index.js';
import { DataSource } from 'typeorm';

import { openFeatures } from './database.mjs';
import { LOOKED_AT, ownIncubator } from './portfolios.mjs';

const ON = LOOKED_AT.slice(0, 10);

/** Opens the features on a database; gives the readers, and whose incubator is looked at. */
export async function openReaders(databaseUrl) {
  const { get, close } = await openFeatures(databaseUrl, { clock: new ManualClock(LOOKED_AT) });
  const { incubatorId, personId } = await ownIncubator(get(DataSource));
  const scope = { incubatorIds: [incubatorId], productIds: [] };
  return { get, incubatorId, personId, scope, close };
}

/** By name, the reads of pages: each takes what {@link openReaders} gives and fails when it finds nothing. */
export const pageReads = {
  'dashboard: products to plan': async ({ get, scope }) =>
    some((await get(Portfolio).search({ ...active(scope), standings: ['overdue', 'due'] })).lines),
  'dashboard: counts': ({ get, scope }) => get(Portfolio).counts(active(scope)),
  'dashboard: committees ahead': async ({ get, personId }) =>
    some(await get(Committees).seenBy(personId, await get(Access).productsOf(personId), { ahead: true, limit: 200 })),
  'dashboard: open records': async ({ get, scope }) => some(await get(ProductRecords).open(scope)),
  'portfolio: first page': async ({ get, personId, incubatorId, scope }) => {
    await get(Roles).ofPerson(personId);
    const { lines } = await get(Portfolio).search(active(scope), { limit: 50, offset: 0 });
    await get(Incubators).byIds([incubatorId]);
    const productIds = some(lines).map(({ product }) => product.id);
    await get(Envelopes).currentOfAll(productIds, ON);
  },
  'portfolio: words looked for': async ({ get, scope }) =>
    some((await get(Portfolio).search({ on: ON, scope, text: 'démarche 1' }, { limit: 50, offset: 0 })).lines),
  'duties of the incubator': async ({ get, incubatorId }) =>
    some(await get(Duties).list({ on: ON, incubatorIds: [incubatorId] })),
  'products of the incubator': async ({ get, incubatorId }) => some(await get(Products).ofIncubators([incubatorId])),
  'committees of the incubator': async ({ get, incubatorId }) =>
    some(await get(Committees).ofIncubators([incubatorId], { from: LOOKED_AT })),
  'product: duty, records, committees': async ({ get, personId }) => {
    const [productId] = some(await get(Access).productsOf(personId));
    await get(Portfolio).lineOf(productId, ON);
    some(await get(ProductRecords).ofProduct(productId));
    some(await get(Committees).ofProduct(productId));
  },
  'journal: first page': async ({ get, personId }) =>
    some(await get(Journal).latest(await get(Access).productsOf(personId), { limit: 51, offset: 0 })),
};

const active = (scope) => ({ on: ON, scope, phases: [...ACTIVE_STATES] });

/** A query that finds nothing costs nothing: it would show nothing either. */
function some(found) {
  if (found.length === 0) throw new Error('a measured query found nothing');
  return found;
}
