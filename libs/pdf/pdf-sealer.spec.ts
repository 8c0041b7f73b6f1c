import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PdfPress } from './pdf-press.js';
import { PdfSealer } from './pdf-sealer.js';
import { aRecord } from './record.fixture.js';
import { sealPlaces } from './seal-places.js';
import { stampSeal } from './stamp-seal.js';
import { aTimestampAuthority, type AuthorityFaults } from './time-stamp-authority.fixture.js';
import type { TimestampAuthority } from './time-stamping.js';
import { makeTestCertificate, type TestCertificate } from './test-certificate.js';
import { readSeal, verifySeal } from './verify-seal.js';

const run = promisify(execFile);
const request = {
  reason: 'Relevé RD-2026-0042 « signé » (version 1)',
  location: 'Lyon',
  signedAt: '2026-03-06T10:00:00.000Z',
};
let folder: string;
let certificate: TestCertificate;
let record: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jalon-seal-'));
  certificate = await makeTestCertificate({ validFrom: '2026-01-01T00:00:00.000Z', commonName: 'Fabrique d’essai' });
  const press = new PdfPress();
  record = await press.render(aRecord());
  await press.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

describe('sealing a record', () => {
  it('seals as PAdES, and readers find the signature valid', async () => {
    const sealed = await new PdfSealer(certificate).seal(record, request);
    const file = await fileOf('sealed.pdf', sealed.pdf);
    const { stdout } = await run('pdfsig', ['-nocert', file]);
    expect(stdout).toContain('Signature is Valid.');
    expect(stdout).toContain('Signature Type: ETSI.CAdES.detached');
    expect(stdout).toContain('Total document signed');
    expect(stdout).toContain('Fabrique d’essai');
    await expect(run('qpdf', ['--check', file])).resolves.toBeDefined();
    expect(sealed.stamped).toBe(false);
  });

  it('is checked without Jalon, by openssl alone, as the guide says', async () => {
    const { pdf } = await new PdfSealer(certificate).seal(record, request);
    const [place] = sealPlaces(pdf);
    const { gap = 0, after = 0 } = place?.covered ?? {};
    const check = async (covered: Uint8Array) => {
      const [data, signature] = [
        await fileOf('covered', covered),
        await fileOf('cms', place?.contents ?? new Uint8Array()),
      ];
      const cms = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', signature, '-content', data, '-noverify'];
      return run('openssl', cms, { maxBuffer: 1e8 });
    };
    const covered = Buffer.concat([pdf.subarray(0, gap), pdf.subarray(after)]);
    expect((await check(covered)).stderr).toContain('successful');
    covered[2_000] = (covered[2_000] ?? 0) ^ 1;
    await expect(check(covered)).rejects.toThrow(/verification failure|digest/iu);
  });

  it('keeps the sealed bytes as they were, with their claims', async () => {
    const { pdf } = await new PdfSealer(certificate).seal(record, request);
    expect(Buffer.from(pdf.subarray(0, record.length)).equals(Buffer.from(record))).toBe(true);
    const file = await fileOf('claims.pdf', pdf);
    const { stdout: xmp } = await run('pdfinfo', ['-meta', file]);
    for (const claim of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<']) expect(xmp).toContain(claim);
    const { stdout } = await run('pdfinfo', [file]);
    expect(stdout).toMatch(/Tagged:\s+yes/);
    expect(stdout).toMatch(/Pages:\s+2\n/);
  });

  it('refuses a wrong password', async () => {
    const sealer = new PdfSealer({ ...certificate, password: 'autre' });
    await expect(sealer.seal(record, request)).rejects.toMatchObject({ code: 'SEAL_FAILURE' });
  });

  it('takes a certificate that other implementations read', () => {
    const { password: passphrase } = certificate;
    const pfx = Buffer.from(certificate.pkcs12);
    expect(() => createSecureContext({ pfx, passphrase })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: 'autre' })).toThrow(/mac verify failure/u);
  });
});

const now = () => '2026-03-06T10:00:05.000Z';
const at = '2026-03-06T10:00:07.000Z';

describe('stamping the time', () => {
  it('carries the time of the authority when it answers, as other implementations read', async () => {
    const authority = await aTimestampAuthority(at);
    const { url, pem: anchors } = authority;
    const sealed = await new PdfSealer({ ...certificate, authority: { url, now, anchors } }).seal(record, request);
    await authority.close();
    expect(sealed.stamped).toBe(true);
    const facts = await verifySeal(sealed.pdf);
    expect(facts).toMatchObject({ intact: true, stampedAt: at, stampedBy: 'Horodatage d’essai' });
    const { stdout } = await run('pdfsig', ['-nocert', await fileOf('stamped.pdf', sealed.pdf)]);
    expect(stdout).toContain('Signature is Valid.');
    expect(stdout).toContain('Total document signed');
    const { signature, token } = readSeal(sealPlaces(sealed.pdf)[0]?.contents ?? new Uint8Array());
    const [data, stamp, trusted] = [
      await fileOf('signature', signature),
      await fileOf('token', token ?? new Uint8Array()),
      await fileOf('authority.pem', Buffer.from(anchors)),
    ];
    const openssl = ['ts', '-verify', '-data', data, '-in', stamp, '-token_in', '-CAfile', trusted];
    expect((await run('openssl', openssl)).stdout).toContain('Verification: OK');
  });

  it('stamps later what was sealed while the authority was away: only the room beside the signature changes', async () => {
    const sealed = await new PdfSealer(certificate).seal(record, request);
    const authority = await aTimestampAuthority(at);
    const stamped = await stampSeal(sealed.pdf, { url: authority.url, now });
    expect([stamped.length, (await verifySeal(sealed.pdf)).sealed]).toEqual([sealed.pdf.length, true]);
    const [place] = sealPlaces(stamped);
    const outside = (pdf: Uint8Array) => [pdf.subarray(0, place?.covered?.gap), pdf.subarray(place?.covered?.after)];
    expect(outside(stamped)).toEqual(outside(sealed.pdf));
    expect(await verifySeal(stamped)).toMatchObject({ intact: true, stampedAt: at, signedAt: request.signedAt });
    await expect(stampSeal(stamped, { url: authority.url, now })).rejects.toMatchObject({ code: 'SEAL_FAILURE' });
    await expect(run('qpdf', ['--check', await fileOf('later.pdf', stamped)])).resolves.toBeDefined();
    await authority.close();
  });

  it('does without an authority that is away, slow, broken, that lies, or whose clock is off', async () => {
    const authority = await aTimestampAuthority(at);
    const stranger = await aTimestampAuthority(at);
    await stranger.close();
    const causes: string[] = [];
    const seal = async (changes: Partial<TimestampAuthority>, faults: AuthorityFaults = {}) => {
      Object.assign(authority.faults, { lies: undefined, status: undefined, delay: undefined }, faults);
      const asked = { url: authority.url, now, ...changes };
      const onUnstamped = (cause: string) => causes.push(cause);
      const sealed = await new PdfSealer({ ...certificate, authority: asked, onUnstamped }).seal(record, request);
      expect(sealed.stamped).toBe(false);
      expect(await verifySeal(sealed.pdf)).toMatchObject({ intact: true, signedAt: request.signedAt });
    };
    await seal({}, { lies: 'digest' });
    await seal({}, { lies: 'nonce' });
    await seal({}, { lies: 'purpose' });
    await seal({}, { status: 500 });
    await seal({ timeLimit: 20 }, { delay: 2_000 });
    await seal({ now: () => '2026-03-06T10:10:07.000Z' });
    await seal({ now: () => '2026-03-06T09:50:07.000Z' });
    await seal({ anchors: stranger.pem });
    await seal({ url: stranger.url });
    expect(causes.map((cause) => cause.slice(0, 44))).toEqual([
      'the time stamp is for something else',
      'the time stamp answers another request',
      'its certificate is not made for time stamps',
      'the time-stamp authority answered 500',
      expect.stringContaining('The operation was aborted'),
      'the time stamp says 2026-03-06T10:00:07.000Z',
      'the time stamp says 2026-03-06T10:00:07.000Z',
      'the authority of the time stamp is not ours',
      expect.stringContaining('fetch failed'),
    ]);
    await authority.close();
  });
});

describe('verifying a seal', () => {
  it('tells whose it is, since when, and that nothing changed', async () => {
    const sealed = await new PdfSealer(certificate).seal(record, request);
    expect(await verifySeal(sealed.pdf)).toEqual({
      sealed: true,
      intact: true,
      holds: true,
      signer: 'Fabrique d’essai',
      certificate: sealed.certificate,
      signedAt: request.signedAt,
    });
  });

  it('sees any byte changed, and anything added after', async () => {
    const { pdf } = await new PdfSealer(certificate).seal(record, request);
    const changed = Uint8Array.from(pdf);
    changed[1000] = (changed[1000] ?? 0) ^ 1;
    expect(await verifySeal(changed)).toMatchObject({ sealed: true, intact: false });
    expect(await verifySeal(Buffer.concat([pdf, Buffer.from('\n% more')]))).toMatchObject({
      sealed: true,
      intact: false,
    });
  });

  it('says of a record without a seal, or of no PDF, that it is not sealed', async () => {
    expect(await verifySeal(record)).toEqual({ sealed: false });
    expect(await verifySeal(Buffer.from('/ByteRange [0 1 2 3]'))).toEqual({ sealed: false });
  });
});
