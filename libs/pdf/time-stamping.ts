import { webcrypto } from 'node:crypto';

import type { TimestampAuthority } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import { instantOf, type Instant } from '#libs/kernel/index.js';

const digestOids = { 'SHA-256': pkijs.id_sha256, 'SHA-384': pkijs.id_sha384, 'SHA-512': pkijs.id_sha512 };

/**
 * A time-stamp authority over HTTP (RFC 3161) whose token is looked at before it is believed: it must stamp the digest
 * that was sent, or the seal would carry a time that proves nothing. The library's own client does not look, and leaves
 * a timer behind when the authority is away.
 */
export function timestampAuthority(url: string, timeLimit: number): TimestampAuthority {
  return {
    async timestamp(digest, algorithm) {
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: query(digest, digestOids[algorithm]),
        signal: AbortSignal.timeout(timeLimit),
      });
      if (!reply.ok) throw new Error(`the time-stamp authority answered ${reply.status}`);
      const { status, timeStampToken } = pkijs.TimeStampResp.fromBER(await reply.arrayBuffer());
      if (status.status > pkijs.PKIStatus.grantedWithMods || !timeStampToken)
        throw new Error(`the time-stamp authority refused with status ${status.status}`);
      const token = new Uint8Array(timeStampToken.toSchema().toBER(false));
      if (!Buffer.from(readTimestamp(token).imprint).equals(Buffer.from(digest)))
        throw new Error('the time stamp is not for this document');
      return token;
    },
  };
}

function query(digest: Uint8Array, algorithmId: string): ArrayBuffer {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    // The first byte is neither zero nor negative, as DER wants a whole number written.
    nonce: new asn1js.Integer({ valueHex: webcrypto.getRandomValues(new Uint8Array(9)).fill(1, 0, 1).buffer }),
    certReq: true,
  });
  return request.toSchema().toBER(false);
}

/** What a time-stamp token says: the digest it stamps and when. Throws when it is not one. */
export function readTimestamp(token: Uint8Array): { readonly imprint: Uint8Array; readonly at: Instant } {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(token)).content });
  const content = signed.encapContentInfo.eContent;
  if (!content) throw new Error('the time stamp is empty');
  const info = pkijs.TSTInfo.fromBER(new Uint8Array(content.getValue()));
  return {
    imprint: new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    at: instantOf(info.genTime.getTime()),
  };
}
