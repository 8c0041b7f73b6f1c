import { Committees, ConveneCommittee, PlanCommittee, RecordAttendance } from '#libs/committees/index.js';
import {
  CallProduct,
  CloseSitting,
  type DecisionDraft,
  Objectives,
  OpenDeliberation,
  OpenQuestions,
  OpenSitting,
  RecordDecision,
  type Objective,
} from '#libs/decisions/index.js';
import { People } from '#libs/identity/index.js';
import { addMilliseconds, type CalendarDate, newId } from '#libs/kernel/index.js';

import type { CastPerson, CastProduct } from '../cast/cast.types.js';
import { LEAD } from '../cast/people.cast.js';
import { castId } from '../cast.repository.js';
import type { Stage } from '../stage.js';
import { at } from '../timeline.js';

const MINUTE = 60_000;

export interface PlannedSitting {
  readonly products: readonly CastProduct[];
  readonly on: CalendarDate;
  readonly time: string;
  readonly place: string | null;
  readonly videoUrl: string | null;
}

/** What is decided on one product, from the objectives it was held to. */
export type DecisionOf = (heldOn: CalendarDate, baseline: readonly Objective[]) => DecisionDraft;

export interface HeldSitting extends PlannedSitting {
  readonly decisions: readonly DecisionOf[];
  /** Who sends somebody in their stead, and whom. */
  readonly represented?: { readonly person: CastPerson; readonly by: string };
}

export async function idOf(stage: Stage, { email }: CastPerson): Promise<string> {
  const person = await stage.get(People).byEmail(email);
  if (!person) throw new Error('somebody of the cast is not there yet');
  return person.id;
}

/** The lead sets a committee; nobody is told yet. */
export async function plan(stage: Stage, sitting: PlannedSitting): Promise<string> {
  const { products, on, time, place, videoUrl } = sitting;
  return stage.get(PlanCommittee).execute({
    productIds: products.map(castId.product),
    startsAt: at(on, time),
    place,
    videoUrl,
    personId: await idOf(stage, LEAD),
    idempotencyKey: newId(),
  });
}

/** The lead sets a committee and convenes it. */
export async function convene(stage: Stage, sitting: PlannedSitting): Promise<string> {
  const committeeId = await plan(stage, sitting);
  await stage
    .get(ConveneCommittee)
    .execute({ committeeId, personId: await idOf(stage, LEAD), idempotencyKey: newId() });
  return committeeId;
}

/** The committee sits at its hour: fifteen minutes of presentation, as many of questions, twenty of deliberation each. */
export async function sit(stage: Stage, committeeId: string, sitting: HeldSitting): Promise<void> {
  const { products, on, time, decisions } = sitting;
  const opensAt = at(on, time);
  const minute = async (minutes: number): Promise<void> => stage.until(addMilliseconds(opensAt, minutes * MINUTE));
  const personId = await idOf(stage, LEAD);
  const command = () => ({ committeeId, personId, idempotencyKey: newId() });
  await stage.get(OpenSitting).execute(command());
  await attend(stage, committeeId, personId, sitting);
  for (const [index, product] of products.entries()) {
    const productId = castId.product(product);
    const begins = index * 50 + 3;
    await minute(begins);
    await stage.get(CallProduct).execute({ ...command(), productId });
    await minute(begins + 14);
    await stage.get(OpenQuestions).execute(command());
    await minute(begins + 29);
    await stage.get(OpenDeliberation).execute(command());
    await minute(begins + 46);
    const draft = decisions[index]?.(on, await stage.get(Objectives).baselineOf(productId));
    if (!draft) throw new Error('a sitting never ends without a decision');
    await stage.get(RecordDecision).execute({ ...command(), productId, draft });
  }
  await minute(products.length * 50 + 2);
  await stage.get(CloseSitting).execute(command());
}

async function attend(
  stage: Stage,
  committeeId: string,
  personId: string,
  { represented }: HeldSitting,
): Promise<void> {
  const view = await stage.get(Committees).byId(committeeId);
  const noted = (view?.members ?? []).map((member) =>
    member.person.email === represented?.person.email
      ? { memberId: member.id, attendance: 'represented' as const, representedBy: represented.by }
      : { memberId: member.id, attendance: 'present' as const },
  );
  await stage.get(RecordAttendance).execute({ committeeId, personId, idempotencyKey: newId(), noted, reason: '' });
}
