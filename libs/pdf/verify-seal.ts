import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import { instantOf, type Instant } from '#libs/kernel/index.js';

import { engine, sha256Hex } from './crypto-engine.js';
import { readTimestamp } from './time-stamping.js';

/** What can be told of a seal from the file alone. Whose seal it is, the caller tells by the certificate. */
export type SealFacts =
  | { readonly sealed: false }
  | {
      readonly sealed: true;
      /** The signature holds, and covers the whole file but itself. */
      readonly intact: boolean;
      /** The common name of the certificate; anyone may write any name in their own. */
      readonly signer: string;
      /** SHA-256 of the certificate: what proves the seal ours. */
      readonly certificate: string;
      /** What the sealer said. */
      readonly signedAt?: Instant;
      /** What the time-stamp authority said. Its own signature and standing are not checked here. */
      readonly stampedAt?: Instant;
    };

const commonName = '2.5.4.3';
const timestampToken = '1.2.840.113549.1.9.16.2.14';

/**
 * Reads and checks the last seal of a PDF, whatever else the file holds: when the signature holds and covers every
 * byte but its own hexadecimal digits, the file is what the certificate's key sealed. A file without a seal that can
 * be read is not sealed.
 */
export async function verifySeal(pdf: Uint8Array): Promise<SealFacts> {
  const file = Buffer.from(pdf).toString('latin1');
  const range = [...file.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/gu)].at(-1);
  if (!range) return { sealed: false };
  const [start = 0, gap = 0, after = 0, length = 0] = range.slice(1).map(Number);
  const digits = /^<((?:[0-9a-f]{2})+)>$/iu.exec(file.slice(gap, after))?.[1];
  if (digits === undefined) return { sealed: false };
  try {
    const seal = readSeal(Buffer.from(digits, 'hex'));
    const covered = Buffer.concat([pdf.subarray(start, start + gap), pdf.subarray(after, after + length)]);
    const whole = start === 0 && after + length === pdf.length;
    const dictionary =
      file.slice(file.lastIndexOf(' obj', range.index), gap) + file.slice(after, file.indexOf('endobj', after));
    const signedAt = claimedTime(dictionary);
    return {
      sealed: true,
      intact: whole && (await holds(seal.signed, covered)),
      signer: seal.name,
      certificate: await sha256Hex(new Uint8Array(seal.certificate.toSchema().toBER(false))),
      ...(signedAt ? { signedAt } : {}),
      ...(seal.stampedAt ? { stampedAt: seal.stampedAt } : {}),
    };
  } catch {
    return { sealed: false };
  }
}

function readSeal(contents: Uint8Array) {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(contents)).content });
  const certificate = signed.certificates?.find((one) => one instanceof pkijs.Certificate);
  if (!certificate || signed.signerInfos.length !== 1) throw new Error('not one signature with its certificate');
  const name = certificate.subject.typesAndValues.find((one) => one.type === commonName)?.value.valueBlock.value;
  const token = signed.signerInfos[0]?.unsignedAttrs?.attributes.find((one) => one.type === timestampToken)?.values[0];
  const stampedAt = token && readTimestamp(new Uint8Array((token as asn1js.BaseBlock).toBER(false))).at;
  return { signed, certificate, name: name ?? '', stampedAt };
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
