import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { People, Roles } from '#libs/identity/index.js';
import { addDays, addMonths, addWorkingDays, DEFAULT_PROGRAMME, newId, nextWorkingDay } from '#libs/kernel/index.js';
import { CreateProduct, Duties, Portfolio, Programmes } from '#libs/portfolio/index.js';
import { ChangeProgramme } from '#libs/programmes/index.js';

import { anIncubator, aProduct } from '../../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../../support/committees.web.js';

describe('the programme of an incubator', () => {
  let jalon: Browsing;
  beforeAll(async () => {
    jalon = await browseCommittees('2026-02-02T09:00:00.000Z');
  });
  afterAll(async () => jalon.stop());

  it('is seen first, refused without losing anything, then followed by every duty, and kept with what it was', async () => {
    const world = await anIncubator(jalon);
    const lead = await jalon.logIn(world.lead);
    const path = `/incubateurs/${world.id}/programme`;
    const fieldsOf = (html: string) =>
      Object.fromEntries(
        [...html.matchAll(/<input[^>]*\bname="(\w[\w-]*)"[^>]*>/gu)].flatMap(([tag, name = '']) =>
          tag.includes('type="checkbox"') || (tag.includes('type="radio"') && !tag.includes('checked'))
            ? []
            : [[name, /\bvalue="([^"]*)"/u.exec(tag)?.[1] ?? '']],
        ),
      );
    const shown = await lead.get(path);
    expect(shown.status).toBe(200);
    const fields = { ...fieldsOf(shown.text), place: 'reunion' };
    // What nothing follows is not offered, and is kept as it was.
    for (const name of ['D-45', 'lastPayment', 'secondFactor']) expect(shown.text).not.toContain(`name="${name}"`);
    const id = await jalon.get(CreateProduct).execute({
      incubatorId: world.id,
      name: 'Né ailleurs',
      pitch: '',
      sponsorIds: [],
      investigationOn: '2026-02-02',
      bornOutside: true,
      personId: world.lead.id,
      idempotencyKey: newId(),
    });
    const dueOf = async () => (await jalon.get(Duties).list({ on: '2026-02-02', productIds: [id] }))[0]?.due;
    // Born elsewhere: no investigation is owed, and the half-years begin at once.
    expect(await dueOf()).toBe('2026-08-02');

    const refused = await lead.post(path, {
      ...fields,
      cadenceMonths: '99',
      ordersEnd: '31/02',
      intention: 'enregistrer',
    });
    expect(refused.status).toBe(422);
    for (const kept of ['value="99"', 'value="31/02"', 'Entre 3 et 12', 'un jour et un mois'])
      expect(refused.text).toContain(kept);

    const seen = await lead.post(path, { ...fields, cadenceMonths: '4', intention: 'voir' });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('Ce qui changerait');
    expect(seen.text).toContain('Né ailleurs');
    expect(await dueOf()).toBe('2026-08-02');

    const command = {
      ...fields,
      ...fieldsOf(seen.text),
      cadenceMonths: '4',
      place: 'reunion',
      intention: 'enregistrer',
    };
    expect((await lead.post(path, command)).status).toBe(303);
    expect(await dueOf()).toBe('2026-06-02');
    // Sent twice, it is one; read before somebody else changed it, it is refused.
    expect((await lead.post(path, command)).status).toBe(303);
    expect((await lead.post(path, { ...command, idempotencyKey: newId() })).status).toBe(409);
    const changes = await jalon.get(Programmes).changesOf(world.id);
    expect(changes.map(({ before, after }) => [before.cadenceMonths, after.cadenceMonths, after.place])).toEqual([
      [DEFAULT_PROGRAMME.cadenceMonths, 4, 'reunion'],
    ]);

    expect(changes[0]?.after).toMatchObject({
      ladder: DEFAULT_PROGRAMME.ladder,
      closing: DEFAULT_PROGRAMME.closing,
      secondFactor: true,
    });

    // A product that comes later follows it from its first day.
    const later = await jalon.get(CreateProduct).execute({
      incubatorId: world.id,
      name: 'Venu après',
      pitch: '',
      sponsorIds: [],
      investigationOn: '2026-02-02',
      bornOutside: true,
      personId: world.lead.id,
      idempotencyKey: newId(),
    });
    expect((await jalon.get(Duties).list({ on: '2026-02-02', productIds: [later] }))[0]?.due).toBe('2026-06-02');
    expect(addMonths('2026-02-02', 4)).toBe('2026-06-02');

    const stranger = await jalon.get(People).findOrCreate({ name: 'Paul Ailleurs', email: 'paul@ailleurs.example' });
    expect((await (await jalon.logIn(stranger)).get(path)).status).toBe(404);
  });

  it('counts the products that keep a yearly committee after their incubation, and those only', async () => {
    const world = await anIncubator(jalon);
    const lead = await jalon.logIn(world.lead);
    await aProduct(jalon, world.id, { name: 'Le doyen', phase: 'sustainability.operated', since: '2025-12-01' });
    const counted = async () => {
      const scope = { incubatorIds: [world.id], productIds: [] };
      const counts = await jalon.get(Portfolio).counts({ on: '2026-02-02', scope, phases: 'active' });
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    };
    expect(await counted()).toBe(0);
    expect((await lead.get('/portefeuille')).text).not.toContain('Le doyen');
    const { programme, revision } = await jalon.get(Programmes).ofIncubator(world.id);
    await jalon.get(ChangeProgramme).execute({
      incubatorId: world.id,
      programme: { ...programme, yearlyInSustainability: true },
      revision,
      personId: world.lead.id,
      idempotencyKey: newId(),
    });
    expect(await counted()).toBe(1);
    expect((await lead.get('/portefeuille')).text).toContain('Le doyen');
  });

  it('a late committee is told step by step, on working days; a step is stopped with a reason that the journal shows', async () => {
    const world = await anIncubator(jalon);
    const lead = await jalon.logIn(world.lead);
    await jalon.get(Roles).give(world.lead.id, { role: 'incubator-lead', incubatorId: world.id });
    const productId = await jalon.get(CreateProduct).execute({
      incubatorId: world.id,
      name: 'Le retardataire',
      pitch: '',
      sponsorIds: [],
      // Due on a Saturday: the first step waits for Monday.
      investigationOn: '2025-04-25',
      bornOutside: true,
      personId: world.lead.id,
      idempotencyKey: newId(),
    });
    const path = `/produits/${productId}/escalade`;
    const first = nextWorkingDay(addDays('2026-02-02', 0));
    expect(first).toBe('2026-02-02');
    const shown = await lead.get(path);
    expect(shown.text).toContain('Responsable de portefeuille à la DINUM');
    expect(
      (await lead.post(path, { idempotencyKey: newId(), steps: 'dinum-portfolio-manager', reason: '' })).status,
    ).toBe(422);
    const stop = { idempotencyKey: newId(), steps: 'dinum-portfolio-manager', reason: 'Date convenue de vive voix' };
    expect((await lead.post(path, stop)).status).toBe(303);
    expect((await lead.get(path)).text).toContain('escalade arrêtée');
    const deadlines = await jalon.dataSource.query<{ key: string; on: string }[]>(
      `select d.key, to_char(d.due_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as on from deadlines d join cases c on c.id = d.case_id
        where c.subject_id = $1 and d.key like 'late:%' order by d.due_at`,
      [productId],
    );
    expect(deadlines).toEqual(
      ['team', 'portfolio-manager', 'incubator-lead'].map((step, index) => ({
        key: `late:${step}`,
        on: `${addWorkingDays(first, index * 5)} 08:00`,
      })),
    );
    const [logged] = await jalon.dataSource.query<{ reason: string }[]>(
      `select e.payload->>'reason' as reason from case_events e join cases c on c.id = e.case_id
        where c.subject_id = $1 and e.type = 'deadline.stopped'`,
      [productId],
    );
    expect(logged?.reason).toBe('Date convenue de vive voix');
  });
});
