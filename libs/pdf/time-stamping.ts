import { webcrypto } from 'node:crypto';

import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import { addMilliseconds, type Instant, instantOf } from '#libs/kernel/index.js';

import { engine } from './crypto-engine.js';
import { ensureTimestampChain } from './time-stamp-chain.js';

/** An RFC 3161 authority over HTTP, and what its stamps are held against. */
export interface TimestampAuthority {
  readonly url: string;
  /** What our own clock says: a stamp too far from it is refused. */
  readonly now: () => Instant;
  /** Milliseconds it has to answer; ten seconds when left out. */
  readonly timeLimit?: number;
  /** PEM certificates that its chain must end on; left out, the chain that it gives must hold by itself. */
  readonly anchors?: string;
}

/** Milliseconds between its clock and ours past which one of the two lies. */
const SANE_SKEW = 5 * 60_000;

/**
 * Has some bytes stamped. The token is looked at before it is believed: it stamps these bytes, answers this request, is
 * signed by a certificate made for stamping whose chain holds, and gives a time near ours.
 * @throws Error, in English, for whatever is wrong with the authority or its answer.
 */
export async function askTimestamp(data: Uint8Array, authority: TimestampAuthority): Promise<Uint8Array> {
  const digest = new Uint8Array(await webcrypto.subtle.digest('SHA-256', new Uint8Array(data)));
  // The first byte is neither zero nor negative, as DER wants a whole number written.
  const nonce = webcrypto.getRandomValues(new Uint8Array(9)).fill(1, 0, 1);
  const reply = await fetch(authority.url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: query(digest, nonce),
    signal: AbortSignal.timeout(authority.timeLimit ?? 10_000),
  });
  if (!reply.ok) throw new Error(`the time-stamp authority answered ${reply.status}`);
  const { status, timeStampToken } = pkijs.TimeStampResp.fromBER(await reply.arrayBuffer());
  if (status.status > pkijs.PKIStatus.grantedWithMods || !timeStampToken)
    throw new Error(`the time-stamp authority refused with status ${status.status}`);
  const token = new Uint8Array(timeStampToken.toSchema().toBER(false));
  const stamp = await checkTimestamp(token, data, authority.anchors);
  if (!stamp.nonce || !Buffer.from(stamp.nonce).equals(Buffer.from(nonce)))
    throw new Error('the time stamp answers another request');
  const now = authority.now();
  if (stamp.at < addMilliseconds(now, -SANE_SKEW) || stamp.at > addMilliseconds(now, SANE_SKEW))
    throw new Error(`the time stamp says ${stamp.at} and our clock ${now}`);
  return token;
}

function query(digest: Uint8Array, nonce: Uint8Array): ArrayBuffer {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: pkijs.id_sha256,
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    nonce: new asn1js.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return request.toSchema().toBER(false);
}

/** What a token says: the digest it stamps, and when. Throws when it is none. Nothing of it is checked. */
function readTimestamp(token: Uint8Array) {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(token)).content });
  const content = signed.encapContentInfo.eContent;
  if (!content || signed.encapContentInfo.eContentType !== pkijs.id_eContentType_TSTInfo)
    throw new Error('not a time stamp');
  // In one piece: the library reads stamps in several pieces with one method, and checks them with another that cannot.
  const value = new Uint8Array(content.getValue());
  signed.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: value.slice().buffer });
  const info = pkijs.TSTInfo.fromBER(value);
  return {
    signed,
    imprint: new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    nonce: info.nonce ? new Uint8Array(info.nonce.valueBlock.valueHexView) : undefined,
    at: instantOf(info.genTime.getTime()),
  };
}

/**
 * Checks that a token stamps these bytes and is signed as a stamp must be.
 * @throws Error, in English, saying what is wrong.
 */
export async function checkTimestamp(
  token: Uint8Array,
  data: Uint8Array,
  anchors?: string,
): Promise<{ readonly at: Instant; readonly nonce: Uint8Array | undefined; readonly authority: string }> {
  const { signed, imprint, nonce, at } = readTimestamp(token);
  const digest = await webcrypto.subtle.digest('SHA-256', new Uint8Array(data));
  if (!Buffer.from(imprint).equals(Buffer.from(digest))) throw new Error('the time stamp is for something else');
  const holds = await signed
    .verify({ signer: 0, data: new Uint8Array(data).buffer, checkChain: false }, engine)
    .catch(() => false);
  if (!holds) throw new Error('the signature of the time stamp does not hold');
  return { at, nonce, authority: ensureTimestampChain(signed, at, anchors) };
}
