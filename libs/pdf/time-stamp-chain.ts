import { X509Certificate } from 'node:crypto';

import * as pkijs from 'pkijs';

import type { Instant } from '#libs/kernel/index.js';

/** id-kp-timeStamping (RFC 3161, 2.3): the certificate serves for stamping. */
const FOR_STAMPING = '1.3.6.1.5.5.7.3.8';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu;

/**
 * The common name of the certificate that signed a time stamp, once its chain was walked: made for stamping, in force at that
 * time, each certificate signed by the next one given.
 * @param anchors PEM certificates; the chain must end on one of them, or be signed by it.
 * @throws Error, in English.
 */
export function ensureTimestampChain(signed: pkijs.SignedData, at: Instant, anchors?: string): string {
  const given = (signed.certificates ?? [])
    .filter((one) => one instanceof pkijs.Certificate)
    .map((one) => new X509Certificate(Buffer.from(one.toSchema().toBER(false))));
  const signer = given.find((one) => isOf(signed.signerInfos[0], one));
  if (!signer) throw new Error('the certificate of the time stamp is not given');
  if (!signer.keyUsage?.includes(FOR_STAMPING)) throw new Error('its certificate is not made for time stamps');
  let last = signer;
  for (const walked = new Set([signer]); ; walked.add(last)) {
    if (Date.parse(last.validFrom) > Date.parse(at) || Date.parse(last.validTo) < Date.parse(at))
      throw new Error('a certificate of the time stamp was not in force');
    const issuer = given.find((one) => !walked.has(one) && last.checkIssued(one));
    if (!issuer) break;
    if (!last.verify(issuer.publicKey)) throw new Error('the certificates of the time stamp do not hold together');
    last = issuer;
  }
  if (anchors !== undefined && !endsOn(last, anchors)) throw new Error('the authority of the time stamp is not ours');
  return /^CN=(.*)$/mu.exec(signer.subject)?.[1] ?? '';
}

function isOf(info: pkijs.SignerInfo | undefined, certificate: X509Certificate): boolean {
  const { sid } = info ?? {};
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return false;
  const serial = Buffer.from(sid.serialNumber.valueBlock.valueHexView).toString('hex').replace(/^0+/u, '');
  return certificate.serialNumber.toLowerCase().replace(/^0+/u, '') === serial;
}

function endsOn(last: X509Certificate, anchors: string): boolean {
  return (anchors.match(PEM) ?? [])
    .map((pem) => new X509Certificate(pem))
    .some((anchor) => anchor.fingerprint256 === last.fingerprint256 || isSignedBy(last, anchor));
}

const isSignedBy = (one: X509Certificate, by: X509Certificate): boolean =>
  one.checkIssued(by) && one.verify(by.publicKey);
