import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CancelCommittee, MoveCommittee, PlanCommittee } from '#libs/committees/index.js';
import { addDays, newId, parisInstant } from '#libs/kernel/index.js';
import {
  ChangePlan,
  ConfirmPlan,
  type PlanEdit,
  type PlanView,
  PlanViews,
  ReleaseInvitations,
  Unavailabilities,
} from '#libs/planning/index.js';

import { calendarOf, type Committing, planned, startCommittees } from '../../support/committees.builders.js';
import { aPortfolio, drafted } from '../../support/planning.builders.js';

const MORNING = '2026-03-02T09:00:00.000Z';

describe('planning the half-year', () => {
  let jalon: Committing;
  let portfolio: Awaited<ReturnType<typeof aPortfolio>>;
  let lead: string;
  beforeAll(async () => {
    jalon = await startCommittees(MORNING);
  });
  afterAll(async () => jalon.stop());
  // One database, an incubator of its own for each test: they share nobody.
  beforeEach(async () => {
    jalon.clock.set(MORNING);
    portfolio = await aPortfolio(jalon);
    lead = portfolio.incubator.lead.id;
  });

  const draft = () => drafted(jalon, lead, [portfolio.incubator.id]);
  const edit = async ({ plan }: PlanView, change: PlanEdit): Promise<PlanView> => {
    await jalon.get(ChangePlan).execute({ planId: plan.id, revision: plan.revision, edit: change, personId: lead });
    return jalon.get(PlanViews).of(lead, plan.id);
  };
  const confirm = ({ plan }: PlanView, convene = true, key = newId()) =>
    jalon.get(ConfirmPlan).execute({
      planId: plan.id,
      revision: plan.revision,
      place: 'Salle Rome',
      videoUrl: null,
      convene,
      personId: lead,
      idempotencyKey: key,
    });
  const leadMails = () => jalon.mails(portfolio.incubator.lead.email);
  /** What comes due then, and what comes of it: the plan convenes, then the committees invite. */
  const goTo = async (instant: string) => {
    await jalon.goTo(instant);
    await jalon.carryOut();
  };
  const committees = () => jalon.committees.ofIncubators([portfolio.incubator.id]);
  const days = ({ sittings }: PlanView) => sittings.map(({ on, products }) => [on, products.map(({ name }) => name)]);

  it('groups the products of one sponsor, each within its window, and tells nobody', async () => {
    const view = await draft();
    expect(view.sittings).toHaveLength(3);
    expect(view.sittings.find(({ products }) => products.length === 3)?.products.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Alpha', 'Bêta', 'Gamma']),
    );
    expect(view.sittings.flatMap(({ violations }) => violations)).toEqual([]);
    expect(view.plan.report).toMatchObject({ sittings: 3, leastSittings: 3, proven: true });
    expect(await committees()).toEqual([]);
    await jalon.carryOut();
    expect(await leadMails()).toEqual([]);
  });

  it('gives a sitting the turns and the breaks of the programme of its incubator', async () => {
    await jalon.dataSource.query('insert into programmes (incubator_id, parameters, revision) values ($1, $2, 1)', [
      portfolio.incubator.id,
      { stages: { presentation: 10, questions: 20, deliberation: 30 }, breakMinutes: 5 },
    ]);
    const { sittings } = await draft();
    expect(sittings.length).toBeGreaterThan(0);
    for (const { minutes, products } of sittings) expect(minutes).toBe(65 * products.length - 5);
  });

  it('leaves out what is planned already, and the people who sit there that day', async () => {
    const before = await draft();
    const [alpha] = portfolio.products;
    const day = before.sittings.find(({ products }) => products.some(({ id }) => id === alpha?.id))?.on ?? '';
    await planned(jalon, { productIds: [alpha?.id ?? ''], personId: lead, on: day });
    const view = await draft();
    expect(view.setAside).toMatchObject([{ name: 'Alpha', reason: 'planned', on: day }]);
    expect(view.sittings.map(({ on }) => on)).not.toContain(day);
  });

  it('plans the next committee of a product whose last decision waits for its signatures, in the half-year it belongs to', async () => {
    const [alpha] = portfolio.products;
    const productId = alpha?.id ?? '';
    const options = () => ({ actor: `person:${lead}`, idempotencyKey: newId() }) as const;
    const told = { committeeId: newId(), on: '2026-03-02' };
    await jalon.runtime.dispatch('half-year-duty', productId, { type: 'committee.planned', ...told }, options());
    await jalon.runtime.dispatch('half-year-duty', productId, { type: 'committee.held', ...told }, options());
    const now = await draft();
    expect(now.setAside).toMatchObject([{ name: 'Alpha', reason: 'held', on: '2026-03-02' }]);
    jalon.clock.set('2026-06-15T08:00:00.000Z');
    const span = { from: '2026-06-15', to: '2026-09-30' };
    const next = await drafted(jalon, lead, [portfolio.incubator.id], span);
    expect(next.setAside).toEqual([]);
    expect(next.sittings.find(({ productIds }) => productIds.includes(productId))?.on).toMatch(/^2026-08/u);
  });

  it('avoids the days on which somebody who must be there is away, and says what would help when there is none', async () => {
    const [, , , delta] = portfolio.products;
    const sponsor = delta?.sponsor?.id ?? '';
    const away = jalon.get(Unavailabilities);
    await away.add({ personId: sponsor, from: '2026-04-01', to: '2026-06-26', by: lead });
    const held = (await draft()).sittings.find(({ products }) => products.some(({ id }) => id === delta?.id));
    expect((held?.on ?? '') > '2026-06-26').toBe(true);
    await away.add({ personId: sponsor, from: '2026-06-27', to: '2026-07-05', by: sponsor });
    const { shortfalls, sittings } = await draft();
    expect(sittings.flatMap(({ productIds }) => productIds)).not.toContain(delta?.id);
    expect(shortfalls).toMatchObject([{ productId: delta?.id, reason: { kind: 'nobody-free', personIds: [sponsor] } }]);
    expect(shortfalls[0]?.remedies).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'substitute', personId: sponsor }),
        expect.objectContaining({ kind: 'later', days: 1, on: '2026-07-06' }),
      ]),
    );
    await expect(
      away.add({ personId: sponsor, from: '2026-04-01', to: '2026-04-02', by: portfolio.products[0]?.coach.id ?? '' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps what is pinned, moves, splits and leaves out, and solves the rest around it', async () => {
    let view = await draft();
    const big = view.sittings.find(({ products }) => products.length === 3);
    const [apart = ''] = big?.productIds ?? [];
    view = await edit(view, { kind: 'split', sittingId: big?.id ?? '', productIds: [apart] });
    expect(days(view)).toHaveLength(4);
    const alone = view.sittings.find(({ productIds }) => productIds.includes(apart));
    expect(alone).toMatchObject({ pin: 'products', productIds: [apart] });
    view = await edit(view, { kind: 'move', sittingId: alone?.id ?? '', on: '2026-06-03', time: '10:00' });
    expect(view.sittings.find(({ id }) => id === alone?.id)).toMatchObject({
      on: '2026-06-03',
      time: '10:00',
      pin: 'whole',
    });
    view = await edit(view, { kind: 'remove', productId: portfolio.products[4]?.id ?? '' });
    expect(view.removed).toMatchObject([{ name: 'Epsilon' }]);
    view = await edit(view, { kind: 'restore', productId: portfolio.products[4]?.id ?? '' });
    expect(view.sittings.find(({ id }) => id === alone?.id)?.on).toBe('2026-06-03');
    expect(view.shortfalls).toEqual([]);
  });

  it('refuses a change made on a page that is no longer true', async () => {
    const view = await draft();
    await edit(view, { kind: 'resolve' });
    await expect(edit(view, { kind: 'resolve' })).rejects.toMatchObject({ code: 'PLAN_CHANGED' });
    await expect(confirm(view)).rejects.toMatchObject({ code: 'PLAN_CHANGED' });
    expect(await committees()).toEqual([]);
  });

  it('creates each committee once, and invites everybody once the plan has settled', async () => {
    const view = await draft();
    await confirm(view);
    await confirm(view);
    expect((await committees()).map(({ state }) => state)).toEqual(['planned', 'planned', 'planned']);
    const after = await jalon.get(PlanViews).of(lead, view.plan.id);
    expect(after).toMatchObject({ stage: 'settling', invitesAt: '2026-03-02T09:10:00.000Z', shortfalls: [] });
    expect(after.sittings.flatMap(({ products }) => products.map(({ name }) => name)).toSorted()).toEqual([
      'Alpha',
      'Bêta',
      'Delta',
      'Epsilon',
      'Gamma',
    ]);
    await goTo('2026-03-02T09:09:59.000Z');
    expect(await leadMails()).toEqual([]);
    await goTo('2026-03-02T09:10:00.000Z');
    expect((await committees()).map(({ state }) => state)).toEqual(['convened', 'convened', 'convened']);
    // The sponsor of three products sits once; the lead, three times.
    expect(await jalon.mails(portfolio.sponsor.email)).toHaveLength(1);
    expect(await leadMails()).toHaveLength(3);
    await goTo('2026-03-02T10:00:00.000Z');
    expect(await jalon.mails(portfolio.sponsor.email)).toHaveLength(1);
  });

  it('tells of a change made within minutes in the invitation itself, and of a cancelled committee to nobody', async () => {
    const view = await draft();
    await confirm(view);
    const [moved, cancelled] = await committees();
    const startsAt = parisInstant(addDays('2026-06-15', 1), '10:30');
    const command = { personId: lead, idempotencyKey: newId(), reason: 'Salle prise' };
    await jalon.get(MoveCommittee).execute({
      ...command,
      committeeId: moved?.id ?? '',
      startsAt,
      place: 'Salle Oslo',
      videoUrl: null,
    });
    await jalon.get(CancelCommittee).execute({ ...command, committeeId: cancelled?.id ?? '' });
    await goTo('2026-03-02T09:10:00.000Z');
    const mails = await leadMails();
    expect(mails).toHaveLength(2);
    const told = mails.map(calendarOf).find(({ uid }) => uid.startsWith(moved?.id ?? '?'));
    expect(told).toMatchObject({ method: 'REQUEST', startsAt, location: 'Salle Oslo' });
    expect(mails.map(calendarOf).some(({ uid }) => uid.startsWith(cancelled?.id ?? '?'))).toBe(false);
  });

  it.each([
    ['by itself', async () => jalon.carryOut()],
    ['when the button is pressed again', async (view: PlanView) => confirm(view)],
  ])('finishes a confirmation that was killed half-way %s, each committee once', async (_, finish) => {
    const view = await draft();
    const service = jalon.get(PlanCommittee);
    const execute = service.execute.bind(service);
    let created = 0;
    service.execute = async (command) => {
      const id = await execute(command);
      created += 1;
      // Its committee is there, and nothing yet says that it came of the plan.
      if (created === 2) throw new Error('killed');
      return id;
    };
    await expect(confirm(view, false)).rejects.toThrow('killed');
    service.execute = execute;
    expect(await committees()).toHaveLength(2);
    await finish(view);
    const { plan } = await jalon.get(PlanViews).of(lead, view.plan.id);
    expect(new Set(plan.sittings.map(({ committeeId }) => committeeId))).toEqual(
      new Set((await committees()).map(({ id }) => id)),
    );
    expect(await committees()).toHaveLength(3);
    expect(await leadMails()).toEqual([]);
  });

  it('says which sitting could not become a committee, and makes the others', async () => {
    const view = await draft();
    const [alpha] = portfolio.products;
    await planned(jalon, { productIds: [alpha?.id ?? ''], personId: lead, on: '2026-05-11' });
    await confirm(view);
    const { plan } = await jalon.get(PlanViews).of(lead, view.plan.id);
    expect(plan.sittings.filter(({ refusal }) => refusal !== null)).toMatchObject([
      { refusal: 'Un autre comité est déjà prévu pour ce produit.', committeeId: null },
    ]);
    expect(await committees()).toHaveLength(3);
  });

  it('holds the invitations back, with a reason, until somebody sends them', async () => {
    const view = await draft();
    await confirm(view);
    const release = jalon.get(ReleaseInvitations);
    const command = { planId: view.plan.id, personId: lead };
    await expect(release.hold({ ...command, idempotencyKey: newId(), reason: ' ' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await release.hold({ ...command, idempotencyKey: newId(), reason: 'Semestre à revoir' });
    await goTo('2026-03-04T09:00:00.000Z');
    expect(await leadMails()).toEqual([]);
    await release.now({ ...command, idempotencyKey: newId() });
    await goTo('2026-03-04T09:00:01.000Z');
    expect(await jalon.mails(portfolio.sponsor.email)).toHaveLength(1);
  });

  it('is seen by those who run the committees of all its incubators, and nobody else', async () => {
    const view = await draft();
    const views = jalon.get(PlanViews);
    const { manager, dinum } = portfolio.incubator;
    expect((await views.of(manager.id, view.plan.id)).plan.id).toBe(view.plan.id);
    for (const person of [dinum, portfolio.sponsor])
      await expect(views.of(person.id, view.plan.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(drafted(jalon, dinum.id, [portfolio.incubator.id])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = await aPortfolio(jalon);
    const both = [portfolio.incubator.id, other.incubator.id];
    await expect(drafted(jalon, lead, both)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
