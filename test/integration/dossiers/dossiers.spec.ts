import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { CancelCommittee, PostponeCommittee } from '#libs/committees/index.js';
import { BUDGET_LINES, Decisions, Objectives, OpenSitting } from '#libs/decisions/index.js';
import {
  BLANK_DOSSIER,
  budgetTotals,
  DossierAccess,
  type DossierBudget,
  type DossierContent,
  Dossiers,
  SaveDossier,
  SubmitDossier,
} from '#libs/dossiers/index.js';
import { Forbidden, newId, NotFound, parisInstant } from '#libs/kernel/index.js';
import { caseId, replayCase } from '#libs/workflow-runtime/index.js';

import { anIncubator, aProduct, type Committing, convened } from '../../support/committees.builders.js';
import { aDossierContent, aPreparation, openNow } from '../../support/dossiers.builders.js';
import { aSitting, startSittings, takeEffect } from '../../support/sittings.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startSittings();
});
afterAll(async () => world.stop());

const at = (day: string) => parisInstant(day, '09:00');
const of = async (committeeId: string, productId: string) => world.get(Dossiers).of(committeeId, productId);
const dossierState = async (committeeId: string) =>
  (await world.committees.byId(committeeId))?.context.products.map(({ dossier }) => dossier);

describe('opening dossiers', () => {
  it('happens three weeks before the sitting, one for each product, once', async () => {
    world.clock.set('2026-03-02T09:00:00.000Z');
    const incubator = await anIncubator(world);
    const products = [
      await aProduct(world, incubator.id, { name: 'Un' }),
      await aProduct(world, incubator.id, { name: 'Deux' }),
    ];
    const productIds = products.map(({ id }) => id);
    const committeeId = await convened(world, { productIds, personId: incubator.lead.id, on: '2026-06-18' });
    await world.goTo(at('2026-05-27'));
    expect(await world.get(Dossiers).ofCommittee(committeeId)).toEqual([]);
    await world.goTo(at('2026-05-28'));
    const opened = await world.get(Dossiers).ofCommittee(committeeId);
    expect(opened.map(({ productId }) => productId).toSorted()).toEqual(productIds.toSorted());
    expect(opened[0]).toMatchObject({ revision: 1, content: BLANK_DOSSIER, updatedBy: null, submission: null });
    await openNow(world, { committeeId, productIds });
    expect(await world.get(Dossiers).ofCommittee(committeeId)).toEqual(opened);
    const [intrapreneur] = products.map((product) => product.intrapreneur.id);
    expect(await world.get(Dossiers).toPrepare(intrapreneur ?? '')).toMatchObject([
      { committeeId, product: { name: 'Un', phase: 'construction' }, dueOn: '2026-06-11', submittedAt: null },
    ]);
    expect(await world.get(Dossiers).toPrepare(incubator.lead.id)).toEqual([]);
  });

  it('happens at once for a committee convened late', async () => {
    world.clock.set(at('2026-06-08'));
    const { find } = await aPreparation(world);
    expect(await find()).toMatchObject({ revision: 1, openedAt: at('2026-06-08') });
  });

  it('carries over what the last committee decided and what the last dossier said', async () => {
    const first = await aSitting(world);
    const [product] = first.products;
    if (!product) throw new Error('no product');
    await world.goTo(at('2026-05-26'));
    const preparation = { ...first, committeeId: first.id };
    const dossier = await of(preparation.committeeId, product.id);
    const by = () => ({ personId: product.coach.id, idempotencyKey: newId() });
    const standards = {
      ...BLANK_DOSSIER.standards,
      autonomy: { sixMonthsAgo: 'Non', today: 'En cours', inSixMonths: 'Oui' },
    };
    const hypotheses = '- Les conseillers suffisent\n\n- Le bouche-à-oreille aussi';
    const content = aDossierContent({ learnings: 'Beaucoup', standards, hypotheses });
    const dossierId = dossier?.id ?? '';
    await world.get(SaveDossier).execute({ dossierId, content, revision: 1, ...by() });
    await world.get(SubmitDossier).execute({ dossierId, revision: 2, ...by() });
    world.clock.set('2026-06-15T12:00:00.000Z');
    await first.open();
    await first.attend();
    await first.deliberate();
    await first.decide();
    await first.close();
    const decision = await world.get(Decisions).of(first.id, product.id);
    await takeEffect(world, { decisionId: decision?.id, recordId: newId(), productId: product.id });

    world.clock.set(at('2026-11-26'));
    const next = await aPreparation(world, { incubator: first.incubator, product, on: '2026-12-10' });
    const opened = (await next.find()).content;
    const [objective] = await world.get(Objectives).baselineOf(product.id);
    expect(opened.objectives).toEqual([
      {
        id: objective?.id,
        objectiveId: objective?.id,
        text: 'Ouvrir le service dans deux départements de plus',
        criterion: 'Deux départements ouverts, 500 dossiers déposés',
        result: '',
        status: null,
        why: '',
      },
    ]);
    expect(opened.budget.development).toEqual({ requested: null, granted: 140_000_00, spent: null });
    expect(opened).toMatchObject({ problem: content.problem, users: content.users, learnings: '' });
    expect(opened.team).toMatchObject(content.team);
    expect(opened.hypothesesThen).toMatchObject([
      { text: 'Les conseillers suffisent', outcome: null },
      { text: 'Le bouche-à-oreille aussi', outcome: null },
    ]);
    expect(opened.indicators).toMatchObject([
      { previous: 1_250.5, previousTarget: 2_000, value: null, target: null, unit: 'ménages' },
    ]);
    expect(opened.standards.autonomy).toEqual({ sixMonthsAgo: 'En cours', today: '', inSixMonths: '' });

    await expect(next.save({ ...aDossierContent(), objectives: [] })).resolves.toBe(2);
    await expect(next.submit()).rejects.toMatchObject({
      code: 'DOSSIER_INCOMPLETE',
      fields: { 'objectives.0.status': expect.any(String), 'objectives.0.result': expect.any(String) },
    });
    expect(await dossierState(next.committeeId)).toEqual(['awaited']);
  });

  it('goes on from where the team was when its committee was cancelled before it sat', async () => {
    world.clock.set(at('2026-06-08'));
    const first = await aPreparation(world);
    await first.save(aDossierContent({ learnings: 'À garder' }));
    await world.get(CancelCommittee).execute({
      committeeId: first.committeeId,
      reason: 'Sponsor muté',
      personId: first.incubator.lead.id,
      idempotencyKey: newId(),
    });
    await expect(first.save(aDossierContent())).rejects.toMatchObject({ code: 'DOSSIER_CLOSED' });
    const next = await aPreparation(world, { incubator: first.incubator, product: first.product, on: '2026-06-22' });
    expect((await next.find()).content).toMatchObject({ learnings: 'À garder', indicators: [{ value: 1_250.5 }] });
  });
});

describe('writing a dossier', () => {
  const aDossier = async () => {
    world.clock.set(at('2026-06-08'));
    return aPreparation(world);
  };

  it('tells the second of two editors, and overwrites nothing', async () => {
    const { save, find, product } = await aDossier();
    await save(aDossierContent({ learnings: 'D’Inès' }), product.intrapreneur.id, 1);
    const refused = save(aDossierContent({ learnings: 'De Côme' }), product.coach.id, 1);
    await expect(refused).rejects.toMatchObject({
      code: 'DOSSIER_CHANGED',
      revision: 2,
      updatedBy: product.intrapreneur.id,
      message: expect.stringContaining('Comparez-les'),
    });
    expect(await find()).toMatchObject({ revision: 2, content: { learnings: 'D’Inès' } });
    const both = await Promise.allSettled([
      save(aDossierContent({ learnings: 'Un' }), product.intrapreneur.id, 2),
      save(aDossierContent({ learnings: 'Deux' }), product.coach.id, 2),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await find()).revision).toBe(3);
  });

  it('merges what two editors wrote in different places, rows included, and keeps who wrote when', async () => {
    const { find, product } = await aDossier();
    const { id: dossierId, content } = await find();
    const saved = async (personId: string, changes: Partial<DossierContent>, shown?: ReadonlySet<string>) =>
      world.get(SaveDossier).execute({
        dossierId,
        revision: 1,
        content: { ...content, ...changes },
        personId,
        idempotencyKey: newId(),
        ...(shown ? { shown } : {}),
      });
    const row = (id: string, profile: string) => ({ id, profile, people: null, daysPerWeek: null });
    await saved(product.intrapreneur.id, { problem: 'D’Inès', team: [row('a', 'Design')] });
    await saved(product.coach.id, { learnings: 'De Côme', team: [row('b', 'Données')] });
    // What a form never showed, it does not take out; what it showed and sends blank, it does.
    const last = await saved(product.teamMember.id, { users: 'De l’équipe' }, new Set());
    expect(last).toMatchObject({ revision: 4, others: product.coach.id });
    expect(last.taken.toSorted()).toEqual(['learnings', 'problem', 'team.a', 'team.b']);
    expect((await find()).content).toMatchObject({
      problem: 'D’Inès',
      learnings: 'De Côme',
      users: 'De l’équipe',
      team: [{ profile: 'Design' }, { profile: 'Données' }],
    });
    // The same again says nothing new: no revision for it.
    expect((await saved(product.teamMember.id, { users: 'De l’équipe' }, new Set())).revision).toBe(4);
    const kept = await world.dataSource.query<{ saved_by: string | null }[]>(
      'select saved_by from dossier_revisions where dossier_id = $1 order by revision',
      [dossierId],
    );
    const { intrapreneur, coach, teamMember } = product;
    expect(kept.map((one) => one.saved_by)).toEqual([null, intrapreneur.id, coach.id, teamMember.id]);
  });

  it('asks about every difference once the revision they started from is too old to be known', async () => {
    const { save, find, product } = await aDossier();
    await save(aDossierContent({ learnings: 'Ancien' }), product.coach.id);
    world.clock.set('2026-06-30T09:00:00.000Z');
    await save(aDossierContent({ learnings: 'Récent' }), product.coach.id);
    await expect(save(aDossierContent({ learnings: 'Ancien' }), product.intrapreneur.id, 2)).rejects.toMatchObject({
      collision: { conflicts: [{ path: 'learnings', base: null, ours: 'Ancien', theirs: 'Récent' }] },
    });
    expect((await find()).content.learnings).toBe('Récent');
  });

  it('saves a form sent twice once', async () => {
    const { find, product } = await aDossier();
    const { id: dossierId, revision } = await find();
    const command = {
      dossierId,
      revision,
      content: aDossierContent(),
      personId: product.coach.id,
      idempotencyKey: newId(),
    };
    const saved = [1, 2].map(async () => world.get(SaveDossier).execute(command));
    expect((await Promise.all(saved)).map((one) => one.revision)).toEqual([2, 2]);
  });

  it('keeps hostile text as it was typed', async () => {
    const { save, find } = await aDossier();
    const typed = `<script>alert("x")</script> '); drop table dossiers; -- \\ {{x}} ‮😀\u0000\uD800`;
    await save(aDossierContent({ problem: typed, blockers: [{ what: typed, who: '=cmd()', expected: '' }] }));
    const kept = typed.replace('\u0000', '').replace('\uD800', '\uFFFD');
    expect((await find()).content).toMatchObject({ problem: kept, blockers: [{ what: kept, who: '=cmd()' }] });
  });

  it('keeps amounts to the cent', async () => {
    const { save, find } = await aDossier();
    const cents = fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000_000_000 })), { minLength: 7, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(cents, async (amounts) => {
        const budget = Object.fromEntries(
          BUDGET_LINES.map((line, index) => [line, { requested: amounts[index] ?? null, granted: null, spent: null }]),
        ) as DossierBudget;
        await save(aDossierContent({ budget }));
        const stored = (await find()).content.budget;
        expect(stored).toEqual(budget);
        expect(BigInt(budgetTotals(stored).requested)).toBe(amounts.reduce((sum, one) => sum + BigInt(one ?? 0), 0n));
      }),
      { numRuns: 20 },
    );
  });

  it('is for the team and for those who run committees; members read', async () => {
    const { save, find, product, incubator } = await aDossier();
    await save(aDossierContent(), product.teamMember.id);
    await save(aDossierContent(), incubator.manager.id);
    const { id } = await find();
    await expect(save(aDossierContent(), product.sponsor?.id)).rejects.toThrow(Forbidden);
    await expect(save(aDossierContent(), incubator.dinum.id)).rejects.toThrow(Forbidden);
    const desk = await world.get(DossierAccess).readable(product.sponsor?.id ?? '', id);
    expect(desk).toMatchObject({ mayWrite: false, isOpen: true, dossier: { submission: null } });
    const stranger = (await aDossier()).product.coach;
    await expect(world.get(DossierAccess).readable(stranger.id, id)).rejects.toThrow(NotFound);
  });

  it('is not read by the team of another product of the same sitting', async () => {
    world.clock.set(at('2026-06-08'));
    const incubator = await anIncubator(world);
    const [mine, other] = [await aProduct(world, incubator.id), await aProduct(world, incubator.id)];
    const productIds = [mine.id, other.id];
    const committeeId = await convened(world, { productIds, personId: incubator.lead.id });
    await world.carryOut();
    const dossier = await of(committeeId, other.id);
    await expect(world.get(DossierAccess).readable(mine.coach.id, dossier?.id ?? '')).rejects.toThrow(NotFound);
  });
});

describe('submitting a dossier', () => {
  const aSaved = async () => {
    world.clock.set(at('2026-06-08'));
    const preparation = await aPreparation(world);
    await preparation.save(aDossierContent());
    return preparation;
  };

  it('moves the committee, and gives the members what was submitted, not what is written since', async () => {
    const { find, save, submit, committeeId, product } = await aSaved();
    expect(await dossierState(committeeId)).toEqual(['awaited']);
    await submit();
    expect(await dossierState(committeeId)).toEqual(['submitted']);
    await save(aDossierContent({ learnings: 'Après coup' }));
    expect(await find()).toMatchObject({
      revision: 3,
      content: { learnings: 'Après coup' },
      submission: { revision: 2, content: { learnings: '' }, by: product.intrapreneur.id },
    });
    world.clock.advance(60_000);
    await submit(product.coach.id);
    expect((await find()).submission).toMatchObject({
      revision: 3,
      content: { learnings: 'Après coup' },
      at: world.clock.now(),
      by: product.coach.id,
    });
    const moved = await world.runtime.read('committee', committeeId);
    expect(moved && (await replayCase(world.dataSource.manager, moved.stored))).toEqual([]);
  });

  it('happens once for a form sent twice, and never for a revision that is not the last', async () => {
    const { find, save, committeeId, product } = await aSaved();
    const { id: dossierId } = await find();
    const command = { dossierId, revision: 2, personId: product.coach.id, idempotencyKey: newId() };
    await save(aDossierContent({ learnings: 'Plus tard' }));
    await expect(world.get(SubmitDossier).execute(command)).rejects.toMatchObject({ code: 'DOSSIER_CHANGED' });
    expect(await dossierState(committeeId)).toEqual(['awaited']);
    const sent = [1, 2].map(async () => world.get(SubmitDossier).execute({ ...command, revision: 3 }));
    await Promise.all(sent);
    const [{ count } = { count: '' }] = await world.dataSource.query<{ count: string }[]>(
      `select count(*) from case_events where case_id = $1 and type = 'dossier.submitted'`,
      [caseId({ process: 'committee', subjectId: committeeId })],
    );
    expect(count).toBe('1');
  });

  it('waits while the committee is postponed, and ends when the sitting opens', async () => {
    const postponed = await aSaved();
    const by = () => ({ personId: postponed.incubator.lead.id, idempotencyKey: newId() });
    await world
      .get(PostponeCommittee)
      .execute({ committeeId: postponed.committeeId, reason: 'Sponsor souffrant', ...by() });
    await expect(postponed.save(aDossierContent({ learnings: 'Plus tard' }))).resolves.toBe(3);
    await expect(postponed.submit()).rejects.toMatchObject({ status: 409 });
    expect((await postponed.find()).submission).toBeNull();

    const sitting = await aSaved();
    await sitting.submit();
    world.clock.set('2026-06-15T12:00:00.000Z');
    const personId = sitting.incubator.lead.id;
    await world.get(OpenSitting).execute({ committeeId: sitting.committeeId, personId, idempotencyKey: newId() });
    await expect(sitting.save(aDossierContent())).rejects.toMatchObject({ code: 'DOSSIER_CLOSED' });
    await expect(sitting.submit()).rejects.toMatchObject({ code: 'DOSSIER_CLOSED' });
  });
});
