import * as pkijs from 'pkijs';

import { SealFailure } from './pdf-failure.js';
import { sealPlaces } from './seal-places.js';
import { askTimestamp, type TimestampAuthority } from './time-stamping.js';
import { readSeal, TIMESTAMP_ATTRIBUTE, verifySeal } from './verify-seal.js';

/**
 * Adds an authority's time to the last seal of a PDF, in the room left beside the signature: PAdES B-B becomes B-T, at once or
 * years later. Nothing that the seal covers changes, and the seal still holds.
 * @throws SealFailure when the authority does not answer as it should, or the file is not one of ours.
 */
export async function stampSeal(pdf: Uint8Array, authority: TimestampAuthority): Promise<Uint8Array> {
  try {
    const place = sealPlaces(pdf).at(-1);
    if (!place?.covered) throw new Error('there is no seal to stamp');
    const { signed, info, signature, token: known } = readSeal(place.contents);
    if (known) throw new Error('the seal is stamped already');
    const token = await askTimestamp(signature, authority);
    info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [
        new pkijs.Attribute({
          type: TIMESTAMP_ATTRIBUTE,
          values: [pkijs.ContentInfo.fromBER(new Uint8Array(token)).toSchema()],
        }),
      ],
    });
    const { gap, after } = place.covered;
    const stamped = putBack(pdf, contentInfoOf(signed), gap + 1, after - 1);
    const facts = await verifySeal(stamped);
    if (!facts.sealed || !facts.intact || facts.stampedAt === undefined)
      throw new Error('the stamped seal does not hold');
    return stamped;
  } catch (error) {
    throw new SealFailure(error instanceof Error ? error.message : String(error));
  }
}

function contentInfoOf(signed: pkijs.SignedData): Uint8Array {
  const content = new pkijs.ContentInfo({
    contentType: pkijs.id_ContentType_SignedData,
    content: signed.toSchema(true),
  });
  return new Uint8Array(content.toSchema().toBER(false));
}

function putBack(pdf: Uint8Array, contents: Uint8Array, from: number, to: number): Uint8Array {
  const digits = Buffer.from(contents).toString('hex');
  if (digits.length > to - from) throw new Error('there is no room for the time stamp');
  const out = Buffer.from(pdf);
  out.write(digits.padEnd(to - from, '0'), from, 'latin1');
  return new Uint8Array(out);
}
