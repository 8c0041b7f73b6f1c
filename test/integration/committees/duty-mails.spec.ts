import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId, parisInstant } from '#libs/kernel/index.js';

import {
  anIncubator,
  aProduct,
  BASE_URL,
  type Committing,
  startCommittees,
} from '../../support/committees.builders.js';

describe('what the duty of a product makes known', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees('2026-01-05T09:00:00.000Z');
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  it('asks the lead to plan, then tells the portfolio managers too that the committee is late', async () => {
    const product = await aProduct(jalon, incubator.id, { name: 'Dû', since: '2026-01-05' });
    await jalon.goTo(parisInstant('2026-04-10', '09:00'));
    const [asked] = await jalon.mails(incubator.lead.email);
    expect(asked?.subject).toBe('Comité à planifier\u00A0: Dû, avant le 5\u00A0juillet 2026');
    expect(asked?.text).toContain(`${BASE_URL}/comites/nouveau?produit=${product.id}`);
    expect(await jalon.mails(incubator.manager.email)).toHaveLength(0);
    await jalon.goTo(parisInstant('2026-07-07', '09:00'));
    for (const person of [incubator.lead, incubator.manager, incubator.dinum])
      expect((await jalon.mails(person.email))[0]?.subject).toBe('Comité en retard\u00A0: Dû');
    expect(await jalon.mails(product.sponsor?.email)).toHaveLength(0);
  });

  it('tells the lead of a decision that the phase cannot follow', async () => {
    const product = await aProduct(jalon, incubator.id, { name: 'Contredit', phase: 'acceleration' });
    await jalon.runtime.dispatch(
      'product-lifecycle',
      product.id,
      {
        type: 'decision.effective',
        recordId: newId(),
        committeeId: newId(),
        on: '2026-07-06',
        means: 'same',
        phase: 'construction',
        provisionalUntil: null,
      },
      { actor: 'system:test', idempotencyKey: newId() },
    );
    await jalon.carryOut();
    const [mail] = await jalon.mails(incubator.lead.email);
    expect(mail?.subject).toBe('Phase à corriger\u00A0: Contredit');
    expect(mail?.text).toContain('«\u00A0Accélération\u00A0»');
  });

  it('stores rows in exactly the tables that the migrations make', async () => {
    const { upQueries } = await jalon.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query).filter((query) => query.includes('committee'))).toEqual([]);
  });
});
