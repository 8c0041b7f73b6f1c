import { DiscoveryService } from '@nestjs/core';

import { type Attendance, RecordAttendance } from '#libs/committees/index.js';
import {
  CallProduct,
  CloseSitting,
  type DecisionDraft,
  DecisionsModule,
  OpenDeliberation,
  OpenQuestions,
  OpenSitting,
  RecordDecision,
} from '#libs/decisions/index.js';
import { newId } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect } from '#libs/messaging/index.js';

import { anIncubator, aProduct, type Committing, convened, startCommittees } from './committees.builders.js';
import { aDraft } from './decisions.builders.js';

/** The day of every sitting here, and its hour. */
export const SITTING_DAY = '2026-06-15';
const SITTING_OPENS = '2026-06-15T12:00:00.000Z';

/** Committees with their sittings, on a real database and a real mail server. */
export const startSittings = async (): Promise<Committing> => startCommittees(undefined, [DecisionsModule]);

/** One sitting, and its steps as its lead takes them. */
export type Sitting = Awaited<ReturnType<typeof aSitting>>;

/** A committee convened for as many products as asked, on its day, its sitting not open yet. */
export async function aSitting(
  world: Committing,
  {
    products: count = 1,
    phase,
    of,
    on = SITTING_OPENS,
  }: {
    readonly products?: number;
    readonly phase?: NonNullable<Parameters<typeof aProduct>[2]>['phase'];
    /** The sitting before, when this one decides on the same products. */
    readonly of?: { readonly incubator: Incubator; readonly products: readonly Product[] };
    readonly on?: string;
  } = {},
) {
  world.clock.set('2026-03-02T09:00:00.000Z');
  const incubator = of?.incubator ?? (await anIncubator(world));
  const products = [...(of?.products ?? [])];
  while (products.length < count)
    products.push(
      await aProduct(world, incubator.id, { name: `Produit ${products.length + 1}`, ...(phase ? { phase } : {}) }),
    );
  const personId = incubator.lead.id;
  const committeeId = await convened(world, {
    productIds: products.map((product) => product.id),
    personId,
    on: on.slice(0, 10),
  });
  world.clock.set(on);
  const command = () => ({ committeeId, personId, idempotencyKey: newId() });
  const { get } = world;
  return {
    id: committeeId,
    incubator,
    products,
    command,
    open: async () => get(OpenSitting).execute(command()),
    /** Everyone is there, save those whose name begins as said. */
    attend: async (attendances: Readonly<Record<string, Attendance>> = {}, reason = '') => {
      const view = await world.committees.byId(committeeId);
      const noted = (view?.members ?? []).map((member) => ({
        memberId: member.id,
        attendance: attendances[member.person.name.split(' ')[0] ?? ''] ?? ('present' as const),
        representedBy: 'Rémi Roy',
      }));
      return get(RecordAttendance).execute({ ...command(), noted, reason });
    },
    deliberate: async (productId = products[0]?.id ?? '') => {
      await get(CallProduct).execute({ ...command(), productId });
      await get(OpenQuestions).execute(command());
      await get(OpenDeliberation).execute(command());
    },
    decide: async (changes: Partial<DecisionDraft> = {}, productId = products[0]?.id ?? '') =>
      get(RecordDecision).execute({ ...command(), productId, draft: aDraft(changes) }),
    close: async () => get(CloseSitting).execute(command()),
  };
}

type Incubator = Awaited<ReturnType<typeof anIncubator>>;
type Product = Awaited<ReturnType<typeof aProduct>>;

/** A sitting in which everyone is there and the first product is deliberated about. */
export async function aDeliberation(...parameters: Parameters<typeof aSitting>): Promise<Sitting> {
  const sitting = await aSitting(...parameters);
  await sitting.open();
  await sitting.attend();
  await sitting.deliberate();
  return sitting;
}

/** Carries out one effect, as the worker would when a record is signed. */
export async function takeEffect({ get }: Committing, params: Readonly<Record<string, unknown>>): Promise<void> {
  const type = 'decision.take-effect';
  const discovery = get(DiscoveryService);
  const found = discovery
    .getProviders({ metadataKey: HandlesEffect.KEY })
    .find((provider) => discovery.getMetadataByDecorator(HandlesEffect, provider) === type);
  if (!found) throw new Error(`no handler for ${type}`);
  await (found.instance as EffectHandler).handle({ id: newId(), type, params, caseId: newId(), attempt: 1 });
}
