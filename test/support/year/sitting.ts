import { Committees, RecordAttendance } from '#libs/committees/index.js';
import {
  CallProduct,
  CloseSitting,
  Objectives,
  OpenDeliberation,
  OpenQuestions,
  OpenSitting,
  RecordDecision,
} from '#libs/decisions/index.js';
import { Dossiers, SaveDossier, SubmitDossier } from '#libs/dossiers/index.js';
import { addDays, addMonths, newId, parisDate } from '#libs/kernel/index.js';
import { Records, RequestSignOff } from '#libs/records/index.js';

import type { Committing } from '../committees.builders.js';
import { aDraft } from '../decisions.builders.js';
import { aDossierContent } from '../dossiers.builders.js';
import { give, linksOf } from '../sign-off.builders.js';
import type { YearCalendar } from './calendar.js';
import type { YearIncubator, YearProduct } from './incubator.js';

/** The teams hand their dossiers in. */
export async function prepare(world: Committing, committeeId: string, products: readonly YearProduct[]): Promise<void> {
  for (const product of products) {
    const dossier = await world.get(Dossiers).of(committeeId, product.id);
    if (!dossier) throw new Error(`no dossier of ${product.name} is open`);
    const { objectives } = dossier.content;
    const by = () => ({ dossierId: dossier.id, personId: product.intrapreneur.id, idempotencyKey: newId() });
    const { revision } = await world.get(SaveDossier).execute({
      ...by(),
      revision: dossier.revision,
      content: aDossierContent({
        objectives: objectives.map((one) => ({ ...one, status: 'reached' as const, result: 'Fait.' })),
      }),
    });
    await world.get(SubmitDossier).execute({ ...by(), revision });
  }
}

interface Held {
  readonly world: Committing;
  readonly calendar: YearCalendar;
  readonly incubator: YearIncubator;
  readonly committeeId: string;
  readonly products: readonly YearProduct[];
}

/** Everybody is there and every product goes on; what follows is put on the calendar. */
export async function sit({ world, calendar, incubator, committeeId, products }: Held): Promise<void> {
  const { get, clock } = world;
  const command = () => ({ committeeId, personId: incubator.lead.id, idempotencyKey: newId() });
  await get(OpenSitting).execute(command());
  const view = await get(Committees).byId(committeeId);
  const noted = (view?.members ?? []).map(({ id }) => ({ memberId: id, attendance: 'present' as const }));
  await get(RecordAttendance).execute({ ...command(), noted, reason: '' });
  for (const { id: productId } of products) {
    await get(CallProduct).execute({ ...command(), productId });
    await get(OpenQuestions).execute(command());
    await get(OpenDeliberation).execute(command());
    const baseline = await get(Objectives).baselineOf(productId);
    const opensOn = `${addMonths(parisDate(clock.now()), 1).slice(0, 7)}-01`;
    const draft = aDraft({
      period: { opensOn, closesOn: addDays(addMonths(opensOn, 6), -1) },
      objectives: baseline.map(({ id, text }) => ({
        objectiveId: id,
        text,
        outcome: 'validated' as const,
        result: 'Atteint.',
        note: null,
      })),
    });
    await get(RecordDecision).execute({ ...command(), productId, draft });
  }
  await get(CloseSitting).execute(command());
  calendar.in(2, '11:00', async () => requestSignatures(world, incubator, committeeId));
  calendar.in(4, '14:00', async () => sign(world, incubator, products));
}

async function requestSignatures(world: Committing, { lead, products }: YearIncubator, committeeId: string) {
  for (const { id: recordId, version, productId } of await world.get(Records).ofCommittee(committeeId)) {
    const sponsor = products.find(({ id }) => id === productId)?.sponsor;
    if (!sponsor) throw new Error('every product has a sponsor here');
    await world.get(RequestSignOff).execute({
      recordId,
      version,
      signatories: [{ personId: sponsor.id, required: true }],
      personId: lead.id,
      idempotencyKey: newId(),
    });
  }
}

/** Sponsors sign with the link and the code of each mail that asks them to. */
async function sign(world: Committing, { signedWith }: YearIncubator, products: readonly YearProduct[]): Promise<void> {
  const [sponsor] = products.flatMap((one) => one.sponsor ?? []);
  if (!sponsor) return;
  for (const link of await linksOf(world, sponsor)) {
    if (signedWith.has(link.secret)) continue;
    await give(world, link);
    signedWith.add(link.secret);
  }
}
