import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ChangeMembers, CommitteeAccess, PlanCommittee, ProposedMembers } from '#libs/committees/index.js';
import { type Person } from '#libs/identity/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';

import { anIncubator, aProduct, type Committing, planned, startCommittees } from '../../support/committees.builders.js';

describe('planning a committee', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  let lead: Person;
  beforeAll(async () => {
    jalon = await startCommittees();
    incubator = await anIncubator(jalon);
    ({ lead } = incubator);
  });
  afterAll(async () => jalon.stop());

  it('proposes the people of the products and of the incubator, each once, operations left out', async () => {
    const alpha = await aProduct(jalon, incubator.id, { name: 'Alpha' });
    const beta = await aProduct(jalon, incubator.id, { name: 'Bêta', sponsor: alpha.sponsor });
    const proposed = await jalon.get(ProposedMembers).forProducts([alpha.id, beta.id]);
    expect(proposed.map(({ person }) => person.id)).toHaveLength(new Set(proposed.map((one) => one.person.id)).size);
    expect(proposed[0]).toMatchObject({ person: alpha.sponsor, capacity: 'sponsor', productId: null });
    expect(proposed.map(({ person }) => person.id)).not.toContain(incubator.operations.id);
    expect(proposed.find(({ person }) => person.id === beta.intrapreneur.id)).toMatchObject({ productId: beta.id });
  });

  it('gives fifty minutes to each product and counts a sponsor for each product they sponsor', async () => {
    const alpha = await aProduct(jalon, incubator.id, { name: 'Alpha' });
    const beta = await aProduct(jalon, incubator.id, { name: 'Bêta', sponsor: alpha.sponsor });
    const id = await planned(jalon, { productIds: [beta.id, alpha.id], personId: lead.id });
    const committee = await jalon.committees.byId(id);
    expect(committee).toMatchObject({
      state: 'planned',
      durationMinutes: 100,
      incubatorName: 'La Fabrique',
      missing: [],
      products: [
        { name: 'Bêta', position: 1, phase: 'construction' },
        { name: 'Alpha', position: 2 },
      ],
    });
  });

  it('gives each product the turn that its programme says', async () => {
    const other = await anIncubator(jalon);
    await jalon.dataSource.query('insert into programmes (incubator_id, parameters, revision) values ($1, $2, 1)', [
      other.id,
      { stages: { presentation: 10, questions: 20, deliberation: 40 } },
    ]);
    const alpha = await aProduct(jalon, other.id, { name: 'Alpha' });
    const id = await planned(jalon, { productIds: [alpha.id], personId: other.lead.id });
    expect(await jalon.committees.byId(id)).toMatchObject({ durationMinutes: 70 });
  });

  it('warns of whom nobody is, product by product, and no longer once they are invited', async () => {
    const alpha = await aProduct(jalon, incubator.id, { name: 'Alpha', sponsor: null });
    const beta = await aProduct(jalon, incubator.id, { name: 'Bêta' });
    const committeeId = await planned(jalon, { productIds: [alpha.id, beta.id], personId: lead.id });
    expect((await jalon.committees.byId(committeeId))?.missing).toEqual([
      { productId: alpha.id, productName: 'Alpha', roles: ['sponsor'], declined: [] },
    ]);
    await jalon.get(ChangeMembers).execute({
      committeeId,
      add: [{ name: 'Sonia Roy', email: 'sonia.roy@ministere.example', capacity: 'sponsor', productId: alpha.id }],
      personId: lead.id,
      idempotencyKey: newId(),
    });
    expect((await jalon.committees.byId(committeeId))?.missing).toEqual([]);
  });

  it('invites guests by name and address, and leaves out whom the planner left out', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const id = await planned(jalon, {
      productIds: [alpha.id],
      personId: lead.id,
      without: [alpha.teamMember.id],
      guests: [{ name: 'Ursule Usagère', email: 'Ursule@association.example' }],
    });
    const names = (await jalon.committees.byId(id))?.members.map(({ person }) => person.email);
    expect(names).toContain('ursule@association.example');
    expect(names).not.toContain(alpha.teamMember.email);
  });

  it('gives the same committee to a click that came twice', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const twice = { productIds: [alpha.id], personId: lead.id, idempotencyKey: newId() };
    const [first, second] = await Promise.all([planned(jalon, twice), planned(jalon, twice)]);
    expect(second).toBe(first);
    expect(await jalon.committees.ofProduct(alpha.id)).toHaveLength(1);
  });

  it('refuses a past date, a place nowhere, products of two incubators and a second committee ahead', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const other = await anIncubator(jalon);
    const gamma = await aProduct(jalon, other.id);
    const plan = async (changes: object) =>
      jalon.get(PlanCommittee).execute({
        productIds: [alpha.id],
        startsAt: parisInstant('2026-06-15', '14:00'),
        place: 'Ségur',
        videoUrl: null,
        personId: lead.id,
        idempotencyKey: newId(),
        ...changes,
      });
    await expect(plan({ startsAt: parisInstant('2026-03-01', '14:00') })).rejects.toMatchObject({
      fields: { date: expect.any(String) },
    });
    await expect(plan({ place: ' ' })).rejects.toMatchObject({ fields: { place: expect.any(String) } });
    await expect(plan({ videoUrl: 'visio' })).rejects.toMatchObject({ fields: { videoUrl: expect.any(String) } });
    await expect(plan({ productIds: [alpha.id, gamma.id] })).rejects.toMatchObject({
      code: 'PRODUCTS_OF_SEVERAL_INCUBATORS',
    });
    await plan({});
    await expect(plan({})).rejects.toMatchObject({ code: 'COMMITTEE_ALREADY_PLANNED' });
  });

  it('is for those who manage committees there; the team reads, others see nothing', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const other = await anIncubator(jalon);
    const productIds = [alpha.id];
    await expect(planned(jalon, { productIds, personId: other.lead.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(planned(jalon, { productIds, personId: incubator.operations.id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const id = await planned(jalon, { productIds, personId: incubator.manager.id });
    const access = jalon.get(CommitteeAccess);
    expect((await access.readable(alpha.teamMember.id, id)).manages).toBe(false);
    expect((await access.readable(lead.id, id)).manages).toBe(true);
    await expect(access.managed(alpha.teamMember.id, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(access.readable(other.lead.id, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lists what is ahead of an incubator and of a person', async () => {
    const place = await anIncubator(jalon);
    const alpha = await aProduct(jalon, place.id);
    const beta = await aProduct(jalon, place.id, { name: 'Bêta' });
    const later = await planned(jalon, { productIds: [alpha.id], personId: place.lead.id, on: '2026-09-15' });
    const sooner = await planned(jalon, { productIds: [beta.id], personId: place.lead.id, on: '2026-06-15' });
    const ids = (views: readonly { id: string }[]) => views.map(({ id }) => id);
    expect(ids(await jalon.committees.ofIncubators([place.id]))).toEqual([sooner, later]);
    expect(ids(await jalon.committees.ofIncubators([place.id], { from: '2026-07-01T00:00:00.000Z' }))).toEqual([later]);
    expect(await jalon.committees.ofIncubators([place.id], { states: ['convened'] })).toEqual([]);
    expect(ids(await jalon.committees.upcomingFor(beta.intrapreneur.id))).toEqual([sooner]);
  });
});
