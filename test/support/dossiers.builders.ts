import { DiscoveryService } from '@nestjs/core';

import { BLANK_DOSSIER, Dossiers, type DossierContent, SaveDossier, SubmitDossier } from '#libs/dossiers/index.js';
import { newId } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect } from '#libs/messaging/index.js';

import { anIncubator, aProduct, type Committing, convened } from './committees.builders.js';

/** A dossier that may be handed in, for a product that no decision holds to anything yet. */
export function aDossierContent(changes: Partial<DossierContent> = {}): DossierContent {
  return {
    ...BLANK_DOSSIER,
    problem: 'Un ménage sur trois renonce à l’aide à laquelle il a droit.',
    users: 'Les ménages modestes, et les conseillers qui les accompagnent.',
    indicators: [
      {
        name: 'Ménages qui touchent l’aide grâce au service',
        kind: 'impact',
        cell: 'impactful',
        unit: 'ménages',
        period: 'par mois',
        previous: null,
        previousTarget: null,
        value: 1_250.5,
        target: 2_000,
        source: 'Caisse nationale',
      },
    ],
    nextObjectives: [
      { text: 'Ouvrir dans dix départements', criterionThreeMonths: 'Cinq', criterionSixMonths: 'Dix départements' },
    ],
    budget: {
      ...BLANK_DOSSIER.budget,
      development: { requested: 140_000_10, granted: null, spent: null },
      'product-management': { requested: 60_000_20, granted: null, spent: 12_00 },
    },
    team: [{ profile: 'Développement', people: 2, daysPerWeek: 4.5 }],
    ...changes,
  };
}

/** A committee whose dossiers are about to open, with its team; `carryOut()` opens them. */
export async function aPreparation(
  world: Committing,
  given: {
    readonly incubator?: Awaited<ReturnType<typeof anIncubator>>;
    readonly product?: Awaited<ReturnType<typeof aProduct>>;
    readonly on?: string;
  } = {},
) {
  const incubator = given.incubator ?? (await anIncubator(world));
  const product = given.product ?? (await aProduct(world, incubator.id));
  const committeeId = await convened(world, {
    productIds: [product.id],
    personId: incubator.lead.id,
    ...(given.on === undefined ? {} : { on: given.on }),
  });
  await world.carryOut();
  const find = async () => {
    const dossier = await world.get(Dossiers).of(committeeId, product.id);
    if (!dossier) throw new Error('the dossier is not open');
    return dossier;
  };
  const by = (personId: string) => ({ personId, idempotencyKey: newId() });
  return {
    incubator,
    product,
    committeeId,
    find,
    /** Saves what is asked, from the revision that stands unless said otherwise. */
    save: async (content: DossierContent, personId = product.intrapreneur.id, revision?: number): Promise<number> => {
      const { id, revision: current } = await find();
      const saved = await world
        .get(SaveDossier)
        .execute({ dossierId: id, content, revision: revision ?? current, ...by(personId) });
      return saved.revision;
    },
    submit: async (personId = product.intrapreneur.id): Promise<void> => {
      const { id, revision } = await find();
      await world.get(SubmitDossier).execute({ dossierId: id, revision, ...by(personId) });
    },
  };
}

/** Carries out `dossiers.open`, as the worker would, however often. */
export async function openNow({ get }: Committing, params: Readonly<Record<string, unknown>>): Promise<void> {
  const type = 'dossiers.open';
  const discovery = get(DiscoveryService);
  const found = discovery
    .getProviders({ metadataKey: HandlesEffect.KEY })
    .find((provider) => discovery.getMetadataByDecorator(HandlesEffect, provider) === type);
  if (!found) throw new Error(`no handler for ${type}`);
  await (found.instance as EffectHandler).handle({ id: newId(), type, params, caseId: newId(), attempt: 1 });
}
