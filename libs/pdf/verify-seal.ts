import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import { instantOf, type Instant } from '#libs/kernel/index.js';

import { engine, sha256Hex } from './crypto-engine.js';
import { type SealPlace, sealPlaces } from './seal-places.js';
import { checkTimestamp } from './time-stamping.js';

/** What can be told of one seal from the file alone. Whose it is, the caller tells by the certificate. */
export interface Seal {
  /** The signature holds, and covers the whole file but itself. */
  readonly intact: boolean;
  /** The signature holds over what it covers: when not intact, something was added after it. */
  readonly holds: boolean;
  /** The common name of the certificate; anyone may write any name in their own. */
  readonly signer: string;
  /** SHA-256 of the certificate: what proves the seal ours. */
  readonly certificate: string;
  /** What the sealer said. */
  readonly signedAt?: Instant;
  /** What a time-stamp authority said, when its stamp holds and is for this seal. */
  readonly stampedAt?: Instant;
  /** The common name of its certificate. */
  readonly stampedBy?: string;
}

export type SealFacts = { readonly sealed: false } | ({ readonly sealed: true } & Seal);

const commonName = '2.5.4.3';
export const TIMESTAMP_ATTRIBUTE = '1.2.840.113549.1.9.16.2.14';

/** Reads and checks the last seal of a PDF. A file without a seal that can be read is not sealed. */
export async function verifySeal(pdf: Uint8Array): Promise<SealFacts> {
  const last = (await sealsOf(pdf)).at(-1);
  return last ? { sealed: true, ...last } : { sealed: false };
}

/**
 * Reads and checks every seal of a PDF, whatever else the file holds: when one holds and covers every byte but its own
 * hexadecimal digits, the file is what that certificate's key sealed.
 */
export async function sealsOf(pdf: Uint8Array): Promise<readonly Seal[]> {
  const seals: Seal[] = [];
  for (const place of sealPlaces(pdf)) {
    const seal = await checked(pdf, place).catch(() => undefined);
    if (seal) seals.push(seal);
  }
  return seals;
}

async function checked(pdf: Uint8Array, { contents, covered, dictionary }: SealPlace): Promise<Seal> {
  const { signed, certificate, name, signature, token } = readSeal(contents);
  const isHeld =
    covered !== undefined &&
    (await holds(
      signed,
      Buffer.concat([pdf.subarray(covered.start, covered.gap), pdf.subarray(covered.after, covered.end)]),
    ));
  const signedAt = claimedTime(dictionary);
  const stamp = token && (await checkTimestamp(token, signature).catch(() => undefined));
  return {
    holds: isHeld,
    intact: isHeld && covered?.start === 0 && covered.end === pdf.length,
    signer: name,
    certificate: await sha256Hex(new Uint8Array(certificate.toSchema().toBER(false))),
    ...(signedAt ? { signedAt } : {}),
    ...(stamp ? { stampedAt: stamp.at, stampedBy: stamp.authority } : {}),
  };
}

/** The parts of a CMS signature. Throws when it is not one signature with its certificate. */
export function readSeal(contents: Uint8Array) {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(contents)).content });
  const [info, ...others] = signed.signerInfos;
  const certificate = signed.certificates?.find((one) => one instanceof pkijs.Certificate);
  if (!certificate || !info || others.length > 0) throw new Error('not one signature with its certificate');
  const name = certificate.subject.typesAndValues.find((one) => one.type === commonName)?.value.valueBlock.value;
  const stamp = info.unsignedAttrs?.attributes.find((one) => one.type === TIMESTAMP_ATTRIBUTE)?.values[0];
  return {
    signed,
    info,
    certificate,
    name: name ?? '',
    signature: new Uint8Array(info.signature.valueBlock.valueHexView),
    token: stamp && new Uint8Array((stamp as asn1js.BaseBlock).toBER(false)),
  };
}

async function holds(signed: pkijs.SignedData, data: Uint8Array): Promise<boolean> {
  try {
    return await signed.verify({ signer: 0, data: new Uint8Array(data).buffer, checkChain: false }, engine);
  } catch {
    return false;
  }
}

/** The time of a signature dictionary, when it is written in UTC as ours are. */
function claimedTime(dictionary: string): Instant | undefined {
  const found = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|\+00'00'?)/u.exec(dictionary);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return instantOf(Date.UTC(year, month - 1, day, hour, minute, second));
}
