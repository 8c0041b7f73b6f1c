import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CloseSitting, Decisions, RecordDecision, ReopenDeliberation, Sittings } from '#libs/decisions/index.js';
import { Forbidden, newId, NotFound } from '#libs/kernel/index.js';
import { caseId, replayCase } from '#libs/workflow-runtime/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { aDraft } from '../../support/decisions.builders.js';
import { aDeliberation, aSitting, type Sitting, SITTING_DAY, startSittings } from '../../support/sittings.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startSittings();
});
afterAll(async () => world.stop());

const decisionsOf = async ({ id }: Sitting) => world.get(Decisions).ofCommittee(id);

const logged = async ({ id }: Sitting, type: string) =>
  world.dataSource.query<{ payload: Record<string, unknown> }[]>(
    'select payload from case_events where case_id = $1 and type = $2 order by revision',
    [caseId({ process: 'committee', subjectId: id }), type],
  );

describe('holding a sitting', () => {
  it('presents, asks and deliberates product by product, on the clock of its own log', async () => {
    const sitting = await aSitting(world, { products: 2 });
    const [one, two] = sitting.products;
    await sitting.open();
    await sitting.attend();
    world.clock.advance(16 * 60_000);
    await sitting.deliberate(one?.id);
    world.clock.advance(20 * 60_000);
    await sitting.decide({}, one?.id);
    await sitting.deliberate(two?.id);
    const stages = await world.get(Sittings).stagesOf(sitting.id, one?.id ?? null);
    expect(stages[0]).toEqual({
      productId: one?.id,
      stage: 'presentation',
      startedAt: '2026-06-15T12:00:00.000Z',
      until: '2026-06-15T12:15:00.000Z',
      endedAt: '2026-06-15T12:16:00.000Z',
      overrunMs: 60_000,
      isSkipped: false,
    });
    expect(stages.at(-1)).toMatchObject({ productId: two?.id, stage: 'deliberation', endedAt: null });
  });

  it('gives each stage the minutes of its programme, as they were when it opened', async () => {
    const sitting = await aSitting(world);
    const stages = { presentation: 10, questions: 20, deliberation: 30 };
    await world.dataSource.query('insert into programmes (incubator_id, parameters, revision) values ($1, $2, 1)', [
      sitting.incubator.id,
      { stages },
    ]);
    await sitting.open();
    const [first] = await world.get(Sittings).stagesOf(sitting.id, sitting.products[0]?.id ?? null);
    expect(first).toMatchObject({ stage: 'presentation', until: '2026-06-15T12:10:00.000Z' });
  });

  it('deliberates only once attendance is recorded', async () => {
    const sitting = await aSitting(world);
    await sitting.open();
    await expect(sitting.deliberate()).rejects.toMatchObject({ code: 'ATTENDANCE_NOT_RECORDED' });
    expect(await sitting.attend()).toEqual([]);
  });

  it('goes on without someone who must be there for a reason only, and keeps both', async () => {
    const sitting = await aSitting(world);
    await sitting.open();
    expect(await sitting.attend({ Simone: 'absent' })).toEqual(['sponsor']);
    await expect(sitting.deliberate()).rejects.toMatchObject({ code: 'MANDATORY_MEMBER_ABSENT' });
    await sitting.attend({ Simone: 'absent' }, 'La directrice a donné son accord par écrit.');
    await sitting.deliberate();
    const members = (await world.committees.byId(sitting.id))?.members ?? [];
    expect(members.find((member) => member.person.name.startsWith('Simone'))?.attendance).toBe('absent');
  });

  it('counts somebody represented as being there, and says by whom', async () => {
    const sitting = await aSitting(world);
    await sitting.open();
    expect(await sitting.attend({ Simone: 'represented' })).toEqual([]);
    const members = (await world.committees.byId(sitting.id))?.members ?? [];
    expect(members.find((member) => member.person.name.startsWith('Simone'))).toMatchObject({
      attendance: 'represented',
      representedBy: 'Rémi Roy',
    });
  });

  it('is held by those who run committees there, and by nobody else', async () => {
    const sitting = await aDeliberation(world);
    const as = async (personId: string) =>
      world
        .get(RecordDecision)
        .execute({ ...sitting.command(), personId, productId: sitting.products[0]?.id ?? '', draft: aDraft() });
    await expect(as(sitting.incubator.operations.id)).rejects.toThrow(Forbidden);
    await expect(as((await aSitting(world)).incubator.lead.id)).rejects.toThrow(NotFound);
    expect(await decisionsOf(sitting)).toEqual([]);
  });
});

describe('recording a decision', () => {
  it('keeps what was decided, as it was decided, from the phase the product was in', async () => {
    const sitting = await aDeliberation(world);
    const changes = {
      phase: 'acceleration' as const,
      reservations: ['Publier la page d’impact'],
      blockers: [{ what: 'Accès aux données', who: 'Direction des systèmes d’information', by: '2026-07-10' }],
      funders: [
        { organisationId: null, name: 'Direction de l’habitat', cents: 150_000_00 },
        { organisationId: newId(), name: 'Fonds commun', cents: 50_000_00 },
      ],
      roadmapOpinion: 'Les trois priorités conviennent.',
    };
    const { decisionId } = await sitting.decide(changes);
    expect(await world.get(Decisions).byId(decisionId)).toEqual({
      ...aDraft(changes),
      id: decisionId,
      committeeId: sitting.id,
      productId: sitting.products[0]?.id,
      heldOn: SITTING_DAY,
      phaseBefore: 'construction',
      totalCents: 200_000_00,
      provisionalUntil: null,
      recordedAt: '2026-06-15T12:00:00.000Z',
      recordedBy: sitting.incubator.lead.id,
      effectiveAt: null,
      recordId: null,
    });
  });

  it('refuses a phase that cannot follow, and anything that does not hold together, and writes nothing', async () => {
    const sitting = await aDeliberation(world);
    await expect(sitting.decide({ phase: 'sustainability.operated' })).rejects.toMatchObject({
      code: 'PHASE_NOT_POSSIBLE',
      status: 422,
      message: 'De la phase «\u00A0Construction\u00A0», un produit ne peut pas passer à «\u00A0Opéré\u00A0».',
      fields: { phase: expect.any(String) },
    });
    await expect(sitting.decide({ means: 'stop' })).rejects.toMatchObject({
      code: 'DECISION_INCOHERENT',
      fields: { phase: expect.any(String) },
    });
    await expect(sitting.decide({ amounts: [] })).rejects.toMatchObject({ fields: { amounts: expect.any(String) } });
    expect(await decisionsOf(sitting)).toEqual([]);
    expect(await logged(sitting, 'decision.recorded')).toEqual([]);
  });

  it('refuses a decision on a product that is not deliberated about', async () => {
    const sitting = await aDeliberation(world, { products: 2 });
    await expect(sitting.decide({}, sitting.products[1]?.id)).rejects.toMatchObject({ code: 'EVENT_REFUSED' });
    await expect(sitting.decide({}, newId())).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await decisionsOf(sitting)).toEqual([]);
  });

  it('replaces it when it is corrected before the sitting closes; the log keeps both', async () => {
    const sitting = await aDeliberation(world);
    const productId = sitting.products[0]?.id ?? '';
    await sitting.decide({ means: 'more' });
    await world.get(ReopenDeliberation).execute({ ...sitting.command(), productId });
    await sitting.decide({ means: 'less' });
    expect((await decisionsOf(sitting)).map((decision) => decision.means)).toEqual(['less']);
    expect((await logged(sitting, 'decision.recorded')).map(({ payload }) => payload['means'])).toEqual([
      'more',
      'less',
    ]);
  });

  it('is taken once from a form sent twice, even at the same moment', async () => {
    const sitting = await aDeliberation(world);
    const command = { ...sitting.command(), productId: sitting.products[0]?.id ?? '' };
    const record = async (summary: string) =>
      world.get(RecordDecision).execute({ ...command, draft: aDraft({ summary }) });
    await Promise.all(['Première', 'Seconde', 'Troisième'].map(record));
    expect(await logged(sitting, 'decision.recorded')).toHaveLength(1);
    const [kept] = await decisionsOf(sitting);
    await record('Plus tard');
    expect(await decisionsOf(sitting)).toEqual([kept]);
  });

  it('says what deserves a second look, and records it all the same', async () => {
    const sitting = await aDeliberation(world);
    const { warnings } = await sitting.decide({ period: { opensOn: '2026-10-01', closesOn: '2027-03-31' } });
    expect(warnings).toEqual([expect.stringContaining('31\u00A0décembre')]);
    expect(await decisionsOf(sitting)).toHaveLength(1);
  });
});

describe('closing a sitting', () => {
  it('never happens while a product lacks a decision', async () => {
    const sitting = await aDeliberation(world, { products: 2 });
    await sitting.decide();
    await expect(sitting.close()).rejects.toMatchObject({ code: 'SITTING_WITHOUT_DECISION', status: 409 });
    await sitting.deliberate(sitting.products[1]?.id);
    await sitting.decide({}, sitting.products[1]?.id);
    await sitting.close();
    expect((await world.committees.byId(sitting.id))?.state).toBe('decided');
    await expect(sitting.deliberate()).rejects.toMatchObject({ code: 'EVENT_REFUSED' });
  });

  it('happens once, and its log replays to where the committee stands', async () => {
    const sitting = await aDeliberation(world);
    await sitting.decide();
    const command = sitting.command();
    await Promise.all([1, 2].map(async () => world.get(CloseSitting).execute(command)));
    expect(await logged(sitting, 'sitting.closed')).toHaveLength(1);
    const read = await world.runtime.read('committee', sitting.id);
    expect(read && (await replayCase(world.dataSource.manager, read.stored))).toEqual([]);
  });

  it('tells operations at once what to order, and the lead, each once', async () => {
    const sitting = await aDeliberation(world);
    await sitting.decide({
      amounts: [{ line: 'development', cents: 123_456_78, requestedCents: null }],
      blockers: [{ what: 'Marché à ouvrir', who: 'Équipe achats', by: '2026-07-10' }],
    });
    await sitting.close();
    await world.carryOut();
    await world.dataSource.query("update outbox set done_at = null where type = 'operations.notify'");
    await world.carryOut();
    for (const person of [sitting.incubator.operations, sitting.incubator.lead]) {
      const mails = (await world.mails(person.email)).filter((mail) => mail.subject.includes('à commander'));
      expect(mails).toHaveLength(1);
      expect(mails[0]?.text).toContain('Développement\u00A0: 123\u202F456,78\u00A0€');
      expect(mails[0]?.text).toContain('Marché à ouvrir (Équipe achats, avant le 10\u00A0juillet 2026)');
    }
  });
});
