import { P12Signer } from '@libpdf/core';
import { createHash, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import { engine, sha256Hex } from './crypto-engine.js';
import { SealFailure } from './pdf-failure.js';

/** What can be told of a signed text from its signature. */
export interface Statement {
  readonly holds: boolean;
  readonly signer: string;
  /** SHA-256 of the certificate. */
  readonly certificate: string;
}

const oid = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signedData: '1.2.840.113549.1.7.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  rsaSha256: '1.2.840.113549.1.1.11',
};

/** Signs texts with the certificate of the seal, as a detached CMS that `openssl cms -verify` reads. */
export class StatementSigner {
  constructor(private readonly options: { readonly pkcs12: Uint8Array; readonly password: string }) {}

  /** @throws SealFailure */
  async sign(text: string): Promise<Uint8Array> {
    try {
      const signer = await P12Signer.create(this.options.pkcs12, this.options.password);
      const certificate = pkijs.Certificate.fromBER(new Uint8Array(signer.certificate));
      const sha256 = new pkijs.AlgorithmIdentifier({ algorithmId: pkijs.id_sha256 });
      const digest = new Uint8Array(createHash('sha256').update(text).digest());
      const info = new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        digestAlgorithm: sha256,
        signatureAlgorithm: new pkijs.AlgorithmIdentifier({
          algorithmId: signer.keyType === 'EC' ? oid.ecdsaSha256 : oid.rsaSha256,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.signedData })),
            attribute(oid.messageDigest, new asn1js.OctetString({ valueHex: digest.buffer })),
          ],
        }),
      });
      // Signed as a set of its own, though written with a tag (RFC 5652, 5.4).
      const attributes = new Uint8Array(info.signedAttrs?.toSchema().toBER(false) ?? new ArrayBuffer(0));
      attributes[0] = 0x31;
      const signature = await signer.sign(attributes, 'SHA-256');
      info.signature = new asn1js.OctetString({ valueHex: new Uint8Array(signature).buffer });
      const signed = new pkijs.SignedData({
        version: 1,
        digestAlgorithms: [sha256],
        encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.signedData }),
        certificates: [certificate],
        signerInfos: [info],
      });
      const content = new pkijs.ContentInfo({
        contentType: pkijs.id_ContentType_SignedData,
        content: signed.toSchema(true),
      });
      return new Uint8Array(content.toSchema().toBER(false));
    } catch (error) {
      throw new SealFailure(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Whether a text is what was signed, and by whom. Throws when it is no signature. */
export async function verifyStatement(text: string, cms: Uint8Array): Promise<Statement> {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(cms)).content });
  const certificate = signed.certificates?.find((one) => one instanceof pkijs.Certificate);
  if (!certificate) throw new Error('a signature without its certificate');
  const der = new Uint8Array(certificate.toSchema().toBER(false));
  const data = new TextEncoder().encode(text).buffer;
  return {
    holds: await signed.verify({ signer: 0, data, checkChain: false }, engine).catch(() => false),
    signer: /^CN=(.*)$/mu.exec(new X509Certificate(der).subject)?.[1] ?? '',
    certificate: await sha256Hex(der),
  };
}

const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] });
