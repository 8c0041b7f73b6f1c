import { webcrypto } from 'node:crypto';

import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

import type { Instant } from '#libs/kernel/index.js';

import { engine } from './crypto-engine.js';

export interface TestCertificate {
  readonly pkcs12: Uint8Array;
  readonly password: string;
}

export interface TestCertificateOptions {
  /** From when it counts, for ten years. */
  readonly validFrom: Instant;
  /** The name of the seal, as readers show it. */
  readonly commonName?: string;
  /** For time stamps, and nothing else, as RFC 3161 wants the certificate of an authority. */
  readonly stamps?: boolean;
}

const oid = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
};
/** Few, for the password is 24 random bytes: nobody guesses it, and every seal pays for each. */
const iterations = 2048;

/**
 * A self-signed seal (P-256) with its key in a PKCS#12 file under a random password, for the embedded mode. It shows that
 * a record has not changed since it was sealed; nobody vouches for who sealed it, and readers will say so.
 */
export async function makeTestCertificate(options: TestCertificateOptions): Promise<TestCertificate> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = await selfSigned(keys, options);
  const password = Buffer.from(webcrypto.getRandomValues(new Uint8Array(24))).toString('base64url');
  return { pkcs12: await pkcs12Of(keys.privateKey, certificate, password), password };
}

/** The certificate of a key pair, signed by itself. */
export async function selfSigned(keys: CryptoKeyPairOf, options: TestCertificateOptions): Promise<pkijs.Certificate> {
  const certificate = new pkijs.Certificate({
    version: 2,
    // The first byte stays below 0x80: a serial number is positive.
    serialNumber: new asn1js.Integer({
      valueHex: webcrypto.getRandomValues(new Uint8Array(16)).fill(0x4a, 0, 1).buffer,
    }),
    notBefore: new pkijs.Time({ value: new Date(options.validFrom) }),
    notAfter: new pkijs.Time({ value: tenYearsAfter(options.validFrom) }),
  });
  for (const name of [certificate.subject, certificate.issuer]) {
    const value = new asn1js.Utf8String({ value: options.commonName ?? 'Jalon, cachet d’essai' });
    name.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: oid.commonName, value }));
  }
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const keyId = await webcrypto.subtle.digest(
    'SHA-1',
    certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView,
  );
  // digitalSignature and contentCommitment, the two first bits.
  const usage = new asn1js.BitString({ valueHex: Uint8Array.of(0b1100_0000).buffer, unusedBits: 6 });
  certificate.extensions = [
    extension(oid.basicConstraints, true, new pkijs.BasicConstraints({ cA: false }).toSchema()),
    extension(oid.keyUsage, true, usage),
    extension(oid.subjectKeyIdentifier, false, new asn1js.OctetString({ valueHex: keyId })),
    ...(options.stamps
      ? [extension(oid.extendedKeyUsage, true, new pkijs.ExtKeyUsage({ keyPurposes: [oid.timeStamping] }).toSchema())]
      : []),
  ];
  await certificate.sign(keys.privateKey, 'SHA-256', engine);
  return certificate;
}

export type CryptoKeyPairOf = { readonly privateKey: webcrypto.CryptoKey; readonly publicKey: webcrypto.CryptoKey };

function extension(extnID: string, critical: boolean, value: asn1js.BaseBlock): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER(false) });
}

function tenYearsAfter(instant: Instant): Date {
  const date = new Date(instant);
  date.setUTCFullYear(date.getUTCFullYear() + 10);
  return date;
}

async function pkcs12Of(key: webcrypto.CryptoKey, certificate: pkijs.Certificate, secret: string): Promise<Uint8Array> {
  const password = new TextEncoder().encode(secret).buffer;
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(await webcrypto.subtle.exportKey('pkcs8', key)),
  });
  await keyBag.makeInternalValues(
    {
      password,
      // The vector is asked for by the type alone: the library draws its own.
      contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: new ArrayBuffer(16) },
      hmacHashAlgorithm: 'SHA-256',
      iterationCount: iterations,
    },
    engine,
  );
  const bags = [
    new pkijs.SafeBag({ bagId: oid.shroudedKeyBag, bagValue: keyBag }),
    new pkijs.SafeBag({
      bagId: oid.certBag,
      bagValue: new pkijs.CertBag({ certId: oid.x509, parsedValue: certificate }),
    }),
  ];
  const safe = new pkijs.AuthenticatedSafe({
    parsedValue: { safeContents: [{ privacyMode: 0, value: new pkijs.SafeContents({ safeBags: bags }) }] },
  });
  await safe.makeInternalValues({ safeContents: [{}] }, engine);
  const pfx = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await pfx.makeInternalValues(
    { password, iterations, pbkdf2HashAlgorithm: { name: 'SHA-256' }, hmacHashAlgorithm: 'SHA-256' },
    engine,
  );
  return new Uint8Array(pfx.toSchema().toBER(false));
}
