import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId, parisInstant } from '#libs/kernel/index.js';
import type { EventOf } from '#libs/workflow-runtime/index.js';

import {
  anIncubator,
  aProduct,
  BASE_URL,
  type Committing,
  startCommittees,
} from '../../support/committees.builders.js';

/** The subjects that a mail is about, as underlined in its text. */
const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^(.+)\n(?:=|-)+$/gmu)]
    .map(([, title = '']) => title)
    .filter((title) => title.startsWith('Comité') || title.startsWith('Rappel') || title.startsWith('Phase'))
    .filter((title) => !title.includes('autre'));

describe('what the duty of a product makes known', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees('2026-01-05T09:00:00.000Z');
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  it('asks the lead to plan, then tells one after the other that the committee is late', async () => {
    const product = await aProduct(jalon, incubator.id, { name: 'Dû', since: '2026-01-05' });
    await jalon.goTo(parisInstant('2026-04-10', '09:00'));
    const [asked] = await jalon.mails(incubator.lead.email);
    expect(asked?.subject).toBe('Comité à planifier\u00A0: Dû, avant le 5\u00A0juillet 2026');
    expect(asked?.text).toContain(`${BASE_URL}/comites/nouveau?produit=${product.id}`);
    expect(await jalon.mails(incubator.manager.email)).toHaveLength(0);
    await jalon.goTo(parisInstant('2026-05-25', '09:00'));
    // What fell due on one morning left together: each subject is a section, and comes once.
    const titles = async (person: { readonly email: string }) =>
      (await jalon.mails(person.email)).flatMap(({ text }) => headingsOf(text));
    const [reminder, told] = [
      'Rappel\u00A0: comité à planifier, Dû, avant le 5\u00A0juillet 2026',
      'Comité sans date\u00A0: Dû, à tenir avant le 5\u00A0juillet 2026',
    ];
    expect(await titles(incubator.lead)).toEqual(expect.arrayContaining([reminder, told]));
    expect(new Set(await titles(incubator.lead)).size).toBe((await titles(incubator.lead)).length);
    expect(await titles(incubator.manager)).toEqual([told]);
    expect(await titles(incubator.dinum)).toEqual([]);
    // Late since that night, and told from that morning on.
    for (const time of ['07:00', '09:00']) await jalon.goTo(parisInstant('2026-07-06', time));
    const late = 'Comité en retard\u00A0: Dû';
    expect(await titles(product.coach)).toContain(late);
    expect(await titles(incubator.dinum)).toEqual([]);
    await jalon.goTo(parisInstant('2026-08-03', '09:00'));
    for (const person of [incubator.lead, incubator.manager, incubator.dinum])
      expect((await titles(person)).filter((title) => title === late)).toHaveLength(1);
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

  it('says both days after an early committee, and asks again when what was planned is cancelled', async () => {
    const product = await aProduct(jalon, incubator.id, { name: 'Tenu tôt', since: '2025-11-10' });
    const committeeId = newId();
    const say = async (event: EventOf<'half-year-duty'>) =>
      jalon.runtime.dispatch('half-year-duty', product.id, event, {
        actor: 'system:test',
        idempotencyKey: newId(),
      });
    const held = { heldOn: '2026-04-07', phase: 'stay', provisionalUntil: null } as const;
    await say({ type: 'decision.effective', committeeId: newId(), ...held });
    await jalon.goTo(parisInstant('2026-08-10', '09:00'));
    const mails = async () =>
      (await jalon.mails(incubator.lead.email)).filter(({ text: all }) => all.includes('Tenu tôt'));
    const [asked] = await mails();
    expect(headingsOf(asked?.text ?? '')).toContain('Comité à planifier\u00A0: Tenu tôt, avant le 7\u00A0octobre 2026');
    const text = asked?.text.replaceAll(/\s+/gu, ' ');
    expect(text).toContain('mercredi 7 octobre 2026, pour rester sous six mois depuis le dernier comité');
    expect(text).toContain('mardi 10 novembre 2026');
    await say({ type: 'committee.planned', committeeId, on: '2026-09-22' });
    await say({ type: 'committee.cancelled', committeeId });
    await jalon.carryOut();
    const again = (await mails()).find(({ subject }) => subject.startsWith('Comité à replanifier'));
    expect(again?.text).toContain('est annulé ou reporté sans date');
  });

  it('stores rows in exactly the tables that the migrations make', async () => {
    const { upQueries } = await jalon.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query).filter((query) => query.includes('committee'))).toEqual([]);
  });
});
