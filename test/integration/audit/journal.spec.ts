import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Journal } from '#libs/audit/index.js';
import { Access } from '#libs/identity/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { aRecordInReview, recordOf, startRecords } from '../../support/records.builders.js';

const everything = { limit: 1_000, offset: 0 };

describe('the journal', () => {
  let world: Committing;
  let shown: Awaited<ReturnType<typeof aRecordInReview>>;

  beforeAll(async () => {
    world = await startRecords();
    shown = await aRecordInReview(world);
    await aRecordInReview(world);
  });
  afterAll(async () => world.stop());

  const seenBy = async (personId: string) =>
    world.get(Journal).latest(await world.get(Access).productsOf(personId), everything);

  it('shows a lead everything of the products of the incubator, whatever the process, and nothing of others', async () => {
    const { id: committeeId, incubator, products } = shown.sitting;
    const entries = await seenBy(incubator.lead.id);
    const [productId] = products.map(({ id }) => id);
    const record = await recordOf(world, shown.sitting);
    expect(new Set(entries.map((entry) => entry.process))).toEqual(
      new Set(['product-lifecycle', 'half-year-duty', 'committee', 'deliberation-record']),
    );
    expect(new Set(entries.map((entry) => entry.subjectId))).toEqual(new Set([productId, committeeId, record.id]));
    const [{ count }] = await world.dataSource.query<[{ count: number }]>(
      'select count(*)::int as count from case_events e join cases c on c.id = e.case_id where c.subject_id = any($1)',
      [[productId, committeeId, record.id]],
    );
    expect(entries).toHaveLength(count);
  });

  it('shows the team of a product what it may see, latest first, page by page', async () => {
    const [product] = shown.sitting.products;
    const entries = await seenBy(product?.intrapreneur.id ?? '');
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const visible = [product?.id ?? ''];
    const pages = [0, 3].map(async (offset) => world.get(Journal).latest(visible, { limit: 3, offset }));
    expect((await Promise.all(pages)).flat()).toEqual(entries.slice(0, 6));
  });

  it('shows nothing to somebody without product', async () => {
    expect(await world.get(Journal).latest([], everything)).toEqual([]);
  });
});
