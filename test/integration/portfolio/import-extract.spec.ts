import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addDays, addMonths, type CalendarDate, daysBetween } from '#libs/kernel/index.js';
import { contextOf, type ImportReport, parseRegister, readHistory, registeredId } from '#libs/register/index.js';
import { replayCase } from '#libs/workflow-runtime/index.js';

import { readExtract } from '../../../libs/register/extract.fixture.js';
import { startPortfolio } from '../../support/portfolio.builders.js';

const today = '2026-08-20';
const ACTIVE = new Set(['investigation', 'construction', 'acceleration', 'sustainability.consolidation']);

describe('importing the extract of the public register', () => {
  const extract = readExtract();
  const register = parseRegister(extract.startupsText, extract.organisationsText);
  const histories = register.products.map((product) => readHistory(product, contextOf(register, today)));
  let jalon: Awaited<ReturnType<typeof startPortfolio>>;
  let first: ImportReport;

  const importAll = async (startups: unknown = extract.startupsText) =>
    jalon.importRegister.execute({ startups, organisations: extract.organisationsText });
  const everything = async () =>
    jalon.engine.dataSource.query<unknown[]>(
      `select 'p', id::text, fingerprint from products union all select 'h', product_id::text, count(*)::text from product_history group by 2
       union all select 'o', product_id::text, count(*)::text from import_oddities group by 2
       union all select 'c', id::text, revision::text || snapshot::text from cases order by 1, 2`,
    );

  beforeAll(async () => {
    jalon = await startPortfolio(`${today}T09:00:00.000Z`);
    first = await importAll();
  });
  afterAll(async () => jalon.engine.stop());

  it('brings every product, incubator and organisation in', async () => {
    expect(first).toMatchObject({
      products: 396,
      changed: 396,
      incubators: extract.startups.included.length,
      organisations: extract.organisations.data.length,
    });
    const products = await jalon.products.byIds(histories.map(({ registerId }) => registeredId.product(registerId)));
    expect(products.map(({ registerId }) => String(registerId)).toSorted()).toEqual(
      extract.startups.data.map(({ id }) => id).toSorted(),
    );
    for (const { id, attributes, relationships } of extract.startups.data) {
      const productId = registeredId.product(id);
      const product = products.find((one) => one.id === productId);
      expect(product?.incubator?.registerId).toBe(relationships.incubator.data.id);
      const lines = await jalon.products.historyOf(productId);
      expect(lines).toHaveLength(attributes.phases.length + attributes.events.length);
      expect(
        lines
          .filter(({ kind }) => kind === 'phase')
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(attributes.phases.map(({ name }) => name).toSorted());
      const sponsors = await jalon.products.sponsorsOf(productId);
      expect(sponsors.map(({ registerId }) => String(registerId)).toSorted()).toEqual(
        [...new Set(attributes.sponsors)].toSorted(),
      );
    }
  });

  it('leaves each lifecycle where its history ends, with a log that replays', async () => {
    for (const { registerId, endsIn, since } of histories) {
      const read = await jalon.engine.runtime.read('product-lifecycle', registeredId.product(registerId));
      expect({ registerId, state: read?.state }).toEqual({ registerId, state: endsIn });
      expect(read?.snapshot.context['since']).toBe(since ?? null);
      expect(await replayCase(jalon.engine.dataSource.manager, read!.stored)).toEqual([]);
    }
  });

  it('tells what is odd, per product, and keeps it', async () => {
    expect(first.oddities).toEqual(histories.flatMap(({ oddities }) => oddities));
    for (const { registerId, oddities } of histories)
      expect(await jalon.products.odditiesOf(registeredId.product(registerId))).toEqual(oddities);
  });

  it('mails nobody', async () => {
    expect(await jalon.engine.outbox.backlog()).toMatchObject({ owed: 0 });
  });

  it.each([today, '2026-01-15', '2027-03-01'])('says what every active product owes on %s', async (on) => {
    const lines = await jalon.duties.list({ on });
    const expected = histories
      .filter(({ endsIn }) => ACTIVE.has(endsIn))
      .map(({ registerId, endsIn, since, committees }) => {
        // From the file alone: the last committee of this phase or of the half-year before it, else the phase's start.
        const last = committees.at(-1)?.on;
        const began = since as CalendarDate;
        const counts =
          last !== undefined && (last >= began || (endsIn !== 'investigation' && addMonths(last, 6) >= began));
        const due = counts ? addMonths(last, 6) : endsIn === 'investigation' ? addDays(began, 63) : addMonths(began, 6);
        return { registerId, phase: endsIn, last: last ?? null, due, late: Math.max(0, daysBetween(due, on)) };
      });
    const found = lines.map(({ product, phase, lastCommittee, due, daysLate }) => ({
      registerId: product.registerId,
      phase,
      last: lastCommittee,
      due,
      late: daysLate,
    }));
    const byId = (one: { registerId: string | null }, other: { registerId: string | null }) =>
      String(one.registerId) < String(other.registerId) ? -1 : 1;
    expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
    // The soonest wanted first: the year-end closing may bring one forward.
    expect(lines.map(({ wanted }) => wanted)).toEqual(lines.map(({ wanted }) => wanted).toSorted());
    expect(lines.every(({ standing, due }) => (standing === 'overdue') === on > due)).toBe(true);
  });

  it('changes nothing when imported again', async () => {
    const before = await everything();
    const again = await importAll();
    expect(again).toEqual({ ...first, changed: 0 });
    expect(await everything()).toEqual(before);
  });

  it('knows the sponsors of an earlier file when imported without one', async () => {
    const again = await jalon.importRegister.execute({ startups: extract.startupsText });
    expect(again).toMatchObject({ organisations: 0, changed: 0, oddities: first.oddities });
  });

  it('changes nothing at all when the file is not of the shape', async () => {
    const before = await everything();
    const broken = JSON.parse(extract.startupsText) as { data: { type: string; attributes: { name: string } }[] };
    broken.data[0]!.attributes.name = 'Autre nom';
    broken.data[395]!.type = 'article';
    await expect(importAll(broken)).rejects.toMatchObject({
      code: 'REGISTER_SHAPE',
      details: { path: 'data[395].type' },
    });
    await expect(importAll(extract.startupsText.slice(0, -40))).rejects.toMatchObject({ code: 'REGISTER_SHAPE' });
    await expect(
      jalon.importRegister.execute({ startups: extract.startupsText, organisations: { data: 'rien' } }),
    ).rejects.toMatchObject({ code: 'REGISTER_SHAPE' });
    expect(await everything()).toEqual(before);
  });
});
