import { type DossierContent, Dossiers, SaveDossier, SubmitDossier } from '#libs/dossiers/index.js';
import { newId } from '#libs/kernel/index.js';

import type { CastProduct } from '../cast/cast.types.js';
import { castId } from '../cast.repository.js';
import type { Stage } from '../stage.js';
import { idOf } from './sitting.js';

/** The team writes in the dossier that was opened for a committee. */
export async function write(
  stage: Stage,
  committeeId: string,
  product: CastProduct,
  written: (opened: DossierContent) => DossierContent,
): Promise<void> {
  const dossier = await dossierOf(stage, committeeId, product);
  await stage.get(SaveDossier).execute({
    dossierId: dossier.id,
    revision: dossier.revision,
    content: written(dossier.content),
    personId: await idOf(stage, product.intrapreneur),
    idempotencyKey: newId(),
  });
}

/** The team hands its dossier to the members. */
export async function submit(stage: Stage, committeeId: string, product: CastProduct): Promise<void> {
  const { id, revision } = await dossierOf(stage, committeeId, product);
  await stage.get(SubmitDossier).execute({
    dossierId: id,
    revision,
    personId: await idOf(stage, product.intrapreneur),
    idempotencyKey: newId(),
  });
}

async function dossierOf(stage: Stage, committeeId: string, product: CastProduct) {
  const dossiers = await stage.get(Dossiers).ofProduct(castId.product(product));
  const dossier = dossiers.find((one) => one.committeeId === committeeId);
  if (!dossier) throw new Error(`no dossier of ${product.name} is open`);
  return dossier;
}
