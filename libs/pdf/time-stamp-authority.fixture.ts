import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import type { Instant } from '#libs/kernel/index.js';

import { engine } from './crypto-engine.js';
import { selfSigned } from './test-certificate.js';

/** What may be wrong with an authority; changed at any time. */
export interface AuthorityFaults {
  /** It stamps another digest, answers another request, or with a certificate that is not made for stamping. */
  lies?: 'digest' | 'nonce' | 'purpose' | undefined;
  /** It answers with this status and nothing else. */
  status?: number | undefined;
  /** Milliseconds it thinks. */
  delay?: number | undefined;
}

export interface FakeAuthority {
  readonly url: string;
  /** Its certificate, to be trusted. */
  readonly pem: string;
  readonly faults: AuthorityFaults;
  /** How many stamps it gave. */
  readonly given: () => number;
  close(): Promise<void>;
}

const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';

/** An RFC 3161 authority on this machine whose clock says `at`, as openssl ts believes. */
export async function aTimestampAuthority(
  at: Instant | (() => Instant),
  faults: AuthorityFaults = {},
): Promise<FakeAuthority> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const wanted = { validFrom: '2020-01-01T00:00:00.000Z', commonName: 'Horodatage d’essai' };
  const certificate = await selfSigned(keys, { ...wanted, stamps: true });
  const plain = await selfSigned(keys, wanted);
  let given = 0;

  async function stamp(query: Uint8Array): Promise<Uint8Array> {
    const request = pkijs.TimeStampReq.fromBER(new Uint8Array(query));
    const digest = new Uint8Array(request.messageImprint.hashedMessage.valueBlock.valueHexView);
    if (faults.lies === 'digest') digest.reverse();
    const used = faults.lies === 'purpose' ? plain : certificate;
    const info = new pkijs.TSTInfo({
      version: 1,
      policy: '1.2.3.4.1',
      messageImprint: new pkijs.MessageImprint({
        hashAlgorithm: request.messageImprint.hashAlgorithm,
        hashedMessage: new asn1js.OctetString({ valueHex: digest.buffer }),
      }),
      serialNumber: new asn1js.Integer({ value: (given += 1) }),
      genTime: new Date(typeof at === 'string' ? at : at()),
      ...(request.nonce && faults.lies !== 'nonce' ? { nonce: request.nonce } : {}),
    });
    const content = info.toSchema().toBER(false);
    const signed = new pkijs.SignedData({
      version: 3,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({
        eContentType: pkijs.id_eContentType_TSTInfo,
        eContent: new asn1js.OctetString({ valueHex: content }),
      }),
      certificates: [used],
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({ issuer: used.issuer, serialNumber: used.serialNumber }),
          signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(content, used) }),
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

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await sleep(faults.delay ?? 0, undefined, { ref: false });
    if (faults.status !== undefined) response.writeHead(faults.status).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/timestamp-reply' })
        .end(await stamp(Buffer.concat(chunks)));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    pem: new X509Certificate(Buffer.from(certificate.toSchema().toBER(false))).toString(),
    faults,
    given: () => given,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What RFC 3161 wants signed with the stamp: its type, its digest, and which certificate signs (RFC 5816). */
function attributesOf(content: ArrayBuffer, certificate: pkijs.Certificate): pkijs.Attribute[] {
  const digestOf = (bytes: ArrayBuffer) =>
    new Uint8Array(createHash('sha256').update(Buffer.from(bytes)).digest()).buffer;
  const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
  const of = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  const hash = new asn1js.OctetString({ valueHex: digestOf(certificate.toSchema().toBER(false)) });
  return [
    of('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: pkijs.id_eContentType_TSTInfo })),
    of('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digestOf(content) })),
    of(SIGNING_CERTIFICATE, sequence(sequence(sequence(hash)))),
  ];
}
