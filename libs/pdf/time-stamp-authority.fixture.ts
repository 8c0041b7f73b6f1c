import { webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import type { Instant } from '#libs/kernel/index.js';

import { engine } from './crypto-engine.js';
import { selfSigned } from './test-certificate.js';

export interface FakeAuthority {
  readonly url: string;
  close(): Promise<void>;
}

/** An RFC 3161 authority on this machine whose clock stands at `at`; `lies` makes it stamp another digest. */
export async function aTimestampAuthority(at: Instant, { lies = false } = {}): Promise<FakeAuthority> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = await selfSigned(keys, {
    validFrom: '2020-01-01T00:00:00.000Z',
    commonName: 'Horodatage d’essai',
  });

  async function stamp(query: Uint8Array): Promise<Uint8Array> {
    const request = pkijs.TimeStampReq.fromBER(new Uint8Array(query));
    const digest = new Uint8Array(request.messageImprint.hashedMessage.valueBlock.valueHexView);
    if (lies) digest.reverse();
    const info = new pkijs.TSTInfo({
      version: 1,
      policy: '1.2.3.4.1',
      messageImprint: new pkijs.MessageImprint({
        hashAlgorithm: request.messageImprint.hashAlgorithm,
        hashedMessage: new asn1js.OctetString({ valueHex: digest.buffer }),
      }),
      serialNumber: new asn1js.Integer({ value: 1 }),
      genTime: new Date(at),
    });
    const signed = new pkijs.SignedData({
      version: 3,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({
        eContentType: pkijs.id_eContentType_TSTInfo,
        eContent: new asn1js.OctetString({ valueHex: info.toSchema().toBER(false) }),
      }),
      certificates: [certificate],
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        }),
      ],
    });
    await signed.sign(keys.privateKey, 0, 'SHA-256', undefined, engine);
    const response = new pkijs.TimeStampResp({
      status: new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted }),
      timeStampToken: new pkijs.ContentInfo({
        contentType: pkijs.id_ContentType_SignedData,
        content: signed.toSchema(true),
      }),
    });
    return new Uint8Array(response.toSchema().toBER(false));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      stamp(Buffer.concat(chunks)).then(
        (reply) => response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
