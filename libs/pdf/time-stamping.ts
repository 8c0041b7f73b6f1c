import { HttpTimestampAuthority, type TimestampAuthority } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import { instantOf, type Instant } from '#libs/kernel/index.js';

/**
 * A time-stamp authority over HTTP (RFC 3161) whose token is looked at before it is believed: it must stamp the digest
 * that was sent, or the seal would carry a time that proves nothing.
 */
export function timestampAuthority(url: string, timeLimit: number): TimestampAuthority {
  const http = new HttpTimestampAuthority(url, { timeout: timeLimit });
  return {
    async timestamp(digest, algorithm) {
      const token = await http.timestamp(digest, algorithm);
      const { imprint } = readTimestamp(token);
      if (!Buffer.from(imprint).equals(Buffer.from(digest))) throw new Error('the time stamp is not for this document');
      return token;
    },
  };
}

/** What a time-stamp token says: the digest it stamps and when. Throws when it is not one. */
export function readTimestamp(token: Uint8Array): { readonly imprint: Uint8Array; readonly at: Instant } {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(token)).content });
  const content = signed.encapContentInfo.eContent;
  if (!content) throw new Error('the time stamp is empty');
  const info = pkijs.TSTInfo.fromBER(octets(content));
  return {
    imprint: new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    at: instantOf(info.genTime.getTime()),
  };
}

function octets(block: asn1js.OctetString): Uint8Array<ArrayBuffer> {
  return new Uint8Array(block.getValue());
}
