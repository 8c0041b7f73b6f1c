import { newId } from '#libs/kernel/index.js';
import { Records, RequestSignOff } from '#libs/records/index.js';
import { SignOff } from '#libs/sign-off/index.js';

import type { CastProduct } from '../cast/cast.types.js';
import { LEAD } from '../cast/people.cast.js';
import { castId } from '../cast.repository.js';
import type { Stage } from '../stage.js';
import { idOf } from './sitting.js';

/** The lead has read the record of a product and asks its sponsors to sign. */
export async function askForSignatures(stage: Stage, committeeId: string, product: CastProduct): Promise<void> {
  const records = await stage.get(Records).ofCommittee(committeeId);
  const record = records.find((one) => one.productId === castId.product(product));
  if (!record) throw new Error(`no record of ${product.name}`);
  const signatories = [];
  for (const sponsor of product.sponsors) signatories.push({ personId: await idOf(stage, sponsor), required: true });
  await stage.get(RequestSignOff).execute({
    recordId: record.id,
    version: record.version,
    signatories,
    personId: await idOf(stage, LEAD),
    idempotencyKey: newId(),
  });
}

/** A sponsor signs as sponsors do: with the link and the code of the mail that they received. */
export async function sign(
  stage: Stage,
  sponsor: CastProduct['sponsors'][number],
  answer: { readonly choice: 'approve' | 'approve-with-reservations'; readonly comment: string },
): Promise<void> {
  const { href, code } = stage.mail.lastWithCode(sponsor.email);
  await stage.get(SignOff).give({
    secret: href.slice(href.lastIndexOf('/') + 1),
    code,
    ...answer,
    from: { ip: undefined, userAgent: undefined },
  });
}
