import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { P12Signer, PDF } from '@libpdf/core';

import { Configuration } from '#libs/configuration/index.js';
import { Decisions } from '#libs/decisions/index.js';
import { addMilliseconds, newId } from '#libs/kernel/index.js';
import { makeTestCertificate, PdfPress } from '#libs/pdf/index.js';
import { Mailer } from '#libs/mail/index.js';
import { Outbox } from '#libs/messaging/index.js';
import { Records, RecordSeal, type RecordView, ReplaceRecord, SweepSeals } from '#libs/records/index.js';
import { CheckJournal, SealJournal, VerifyRecord } from '#libs/verification/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { runCommandLine } from '../../../apps/cli/run-command-line.js';
import { aRecord } from '../../../libs/pdf/record.fixture.js';
import { aTimestampAuthority, type FakeAuthority } from '../../../libs/pdf/time-stamp-authority.fixture.js';
import { type Browsing, browseCommittees } from '../../support/committees.web.js';
import { answer, aRecordInReview, askedToSign, recordOf, settle } from '../../support/records.builders.js';

const run = promisify(execFile);
const MINUTE = 60_000;

let world: Browsing;
let authority: FakeAuthority;
let folder: string;
let record: RecordView;
let pdf: Uint8Array;
beforeAll(async () => {
  world = await browseCommittees();
  authority = await aTimestampAuthority(() => world.clock.now());
  authority.faults.status = 500;
  Object.assign(world.get(Configuration), { timestampUrl: authority.url, timestampAnchors: authority.pem });
  folder = await mkdtemp(join(tmpdir(), 'verification-'));
  record = await sealed();
  pdf = (await world.get(Records).sealedFile(record))?.pdf ?? new Uint8Array();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await authority.close();
  await world.stop();
});

async function signed(): Promise<() => Promise<RecordView>> {
  const { sitting } = await aRecordInReview(world);
  await answer(world, await askedToSign(world, sitting));
  return async () => recordOf(world, sitting);
}

async function sealed(): Promise<RecordView> {
  const now = await signed();
  await settle(world);
  return now();
}

async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

async function post(bytes: Uint8Array | undefined): Promise<{ readonly status: number; readonly html: string }> {
  const form = new FormData();
  if (bytes) form.set('fichier', new Blob([new Uint8Array(bytes)]), 'releve.pdf');
  const response = await fetch(`${world.origin}/verifier`, {
    method: 'POST',
    body: form,
    headers: { accept: 'text/html' },
  });
  return { status: response.status, html: await response.text() };
}

async function jalon(...words: readonly string[]) {
  let out = '';
  const status = await runCommandLine(['verify', ...words], {
    env: { DATABASE_URL: world.get(Configuration).databaseUrl },
    out: (text) => void (out += text),
    log: () => undefined,
    workingDirectory: folder,
  });
  return { status, out };
}

/** Everything that may befall a sealed file. */
async function mishaps(): Promise<readonly (readonly [string, Uint8Array, string | RegExp])[]> {
  const flipped = (at: number) => Uint8Array.from(pdf, (byte, index) => (index === at ? byte ^ 1 : byte));
  const longer = await PDF.load(pdf);
  longer.addPage();
  const other = await makeTestCertificate({ validFrom: '2026-01-01T00:00:00.000Z', commonName: 'Autre' });
  const signedByOther = async (bytes: Uint8Array) => {
    const signer = await P12Signer.create(other.pkcs12, other.password);
    return (await (await PDF.load(bytes)).sign({ signer, fieldName: 'Autre' })).bytes;
  };
  const theirs = await world.get(PdfPress).render(aRecord({ reference: 'RD-1999-0001' }));
  const source = await fileOf('source.pdf', pdf);
  await run('qpdf', [source, join(folder, 'saved.pdf')]);
  const text = Buffer.from(pdf).toString('latin1');
  const digits = text.lastIndexOf('/Contents <') + '/Contents <'.length;
  return [
    ['a byte of the text', flipped(1_500), 'altered'],
    // Whether it can still be read depends on which.
    ['a byte of the signature', flipped(digits + 900), /^(?:altered|unsealed)$/u],
    [
      'a byte of its range',
      Buffer.from(text.replace(/\/ByteRange \[0 (\d)/u, '/ByteRange [1 $1'), 'latin1'),
      'altered',
    ],
    ['a page more, as an update', await longer.save({ incremental: true }), 'altered'],
    ['a comment after the end', Buffer.concat([pdf, Buffer.from('\n% more')]), 'altered'],
    ['another’s signature after ours', await signedByOther(pdf), 'altered'],
    ['fifty megabytes more', Buffer.concat([pdf, Buffer.alloc(50_000_000, 32)]), 'altered'],
    ['saved anew by another program', await readFile(join(folder, 'saved.pdf')), 'altered'],
    ['cut short', pdf.subarray(0, Math.floor(pdf.length * 0.7)), 'unsealed'],
    ['its last kilobyte lost', pdf.subarray(0, pdf.length - 1_024), 'unsealed'],
    ['somebody else’s', theirs, 'foreign'],
    ['somebody else’s, sealed by them', await signedByOther(theirs), 'foreign'],
    [
      'our seal cut out and put on theirs',
      Buffer.concat([theirs, Buffer.from(text.slice(text.lastIndexOf(' obj', digits)), 'latin1')]),
      'altered',
    ],
    ['no PDF', Buffer.from('<html>Relevé de décision</html>'), 'not-pdf'],
    ['nothing', new Uint8Array(), 'not-pdf'],
  ];
}

describe('verifying a file', () => {
  it('says of the sealed file that it is ours, unchanged, the latest, and who signed', async () => {
    const { status, html } = await post(pdf);
    expect(status).toBe(200);
    for (const said of [
      'authentique et inchangé',
      record.reference,
      'Simone Produit 1',
      'approuvé',
      'Certificat d’essai',
    ])
      expect(html).toContain(said);
    const byNumber = await fetch(
      `${world.origin}/verifier?releve=${record.reference}&empreinte=${record.pdf.sealed?.sha256}`,
    );
    expect(await byNumber.text()).toContain('authentique et inchangé');
    const command = await jalon('source.pdf', '--json');
    expect(command.status).toBe(1);
    await fileOf('releve.pdf', pdf);
    const found = await jalon('releve.pdf', '--json');
    expect(found.status).toBe(0);
    expect(JSON.parse(found.out)).toMatchObject({
      verdict: 'genuine',
      standing: 'latest',
      record: { reference: record.reference, product: 'Produit 1' },
      signatories: [{ name: 'Simone Produit 1', choice: 'Approuvé' }],
      seal: { trial: true, stampedAt: null },
    });
  });

  it('sees whatever was done to it', async () => {
    const verify = world.get(VerifyRecord);
    const kinds = await mishaps();
    const told = await Promise.all(kinds.map(async ([kind, bytes]) => [kind, (await verify.file(bytes)).verdict]));
    expect(told).toEqual(
      kinds.map(([kind, , verdict]) => [kind, verdict instanceof RegExp ? expect.stringMatching(verdict) : verdict]),
    );
    const draft = await world.get(Records).document(record.id, 1, 'draft');
    expect((await verify.file(draft?.pdf ?? new Uint8Array())).verdict).toBe('draft');
    await fileOf('changed.pdf', kinds[0]?.[1] ?? new Uint8Array());
    await fileOf('theirs.pdf', kinds[10]?.[1] ?? new Uint8Array());
    expect([(await jalon('changed.pdf')).status, (await jalon('theirs.pdf')).status]).toEqual([4, 5]);
    expect([(await jalon()).status, (await jalon('none.pdf')).status]).toEqual([2, 1]);
  });

  it('tells a file left out, too large, or a number that is none, and gives nothing away', async () => {
    expect(await post(undefined)).toMatchObject({
      status: 422,
      html: expect.stringContaining('Choisissez le fichier'),
    });
    expect(await post(Buffer.alloc(11_000_000, 32))).toMatchObject({
      status: 413,
      html: expect.stringContaining('10\u00A0Mo'),
    });
    const ask = async (query: string) => (await fetch(`${world.origin}/verifier?${query}`)).text();
    expect(await ask(`releve=${record.reference}&empreinte=${'0'.repeat(64)}`)).toContain('Aucun relevé ne correspond');
    expect(await ask(`releve=RD-2026-9999&empreinte=${record.pdf.sealed?.sha256}`)).toContain(
      'Aucun relevé ne correspond',
    );
    expect(await ask('releve=x&empreinte=y')).toContain('64 chiffres');
  });
});

describe('a record that another one replaced', () => {
  it('is genuine and superseded: the page and the command name the record that holds now, and the command answers 3', async () => {
    const { sitting } = await aRecordInReview(world);
    const old = await askedToSign(world, sitting);
    await answer(world, old);
    await settle(world);
    const decision = await world.get(Decisions).byId(old.decisionId);
    if (!decision) throw new Error('no decision');
    const [personId, reason] = [sitting.incubator.lead.id, 'Montant de la ligne erroné'];
    const replacing = { recordId: old.id, draft: decision, reason, personId, idempotencyKey: newId() };
    const id = await world.get(ReplaceRecord).execute(replacing);
    const file = (await world.get(Records).sealedFile(old))?.pdf ?? new Uint8Array();
    // What is on its way does not count yet.
    expect(await world.get(VerifyRecord).file(file)).toMatchObject({ standing: 'latest', replacedBy: null });
    await settle(world);
    const [sponsorId, signatoryId] = [sitting.products[0]?.sponsor?.id ?? '', newId()];
    await world.runtime.dispatch(
      'deliberation-record',
      id,
      { type: 'sign-off.requested', signatories: [{ signatoryId, personId: sponsorId, required: true }] },
      { actor: `person:${personId}`, idempotencyKey: newId() },
    );
    const asked = await world.get(Records).byId(id);
    if (!asked) throw new Error('no successor');
    await answer(world, asked);
    await settle(world);
    expect((await post(file)).html).toContain(`Le relevé ${asked.reference} l’annule et le remplace`);
    await fileOf('replaced.pdf', file);
    const told = await jalon('replaced.pdf', '--json');
    expect(told.status).toBe(3);
    expect(JSON.parse(told.out)).toMatchObject({
      verdict: 'genuine',
      standing: 'superseded',
      replacedBy: asked.reference,
    });
    expect((await jalon('replaced.pdf')).out).toContain(asked.reference);
  });
});

describe('the record in other forms', () => {
  it('comes as ODT and Markdown with its signatures, for those who may read it; the sealed file says where to verify', async () => {
    const [product] = (await world.get(Records).ofProduct(record.productId)).map(({ committeeId }) => committeeId);
    const committee = await world.committees.byId(product ?? '');
    const member = committee?.members[0]?.person;
    if (!member) throw new Error('nobody sat');
    const { secret } = await world.logIn(member);
    const get = async (path: string, cookie = `jalon_session=${secret}`) =>
      fetch(`${world.origin}/releves/${record.id}/${path}`, {
        headers: { cookie, accept: 'text/html' },
        redirect: 'manual',
      });
    const markdown = await get('markdown');
    expect(await markdown.text()).toContain('**Simone Produit 1**');
    const odt = await get('odt');
    expect(odt.headers.get('content-type')).toBe('application/vnd.oasis.opendocument.text');
    expect(odt.headers.get('content-disposition')).toContain('.odt');
    expect(await (await get('differences')).text()).toContain('disent la même chose');
    expect((await get('odt', '')).status).not.toBe(200);
    const { stdout } = await run('pdftotext', ['-layout', join(folder, 'source.pdf'), '-']);
    expect(stdout).toContain(`/verifier?releve=${record.reference}`);
  });
});

describe('the seals that were left behind', () => {
  it('stamps later what was sealed while the authority was away, and both files stay genuine', async () => {
    expect(record.pdf.sealed).toMatchObject({ level: 'B-B' });
    await world.get(SweepSeals).pass();
    expect((await world.get(Records).byId(record.id))?.pdf.sealed).toMatchObject({ level: 'B-B' });
    authority.faults.status = undefined;
    await world.get(SweepSeals).pass();
    await world.get(SweepSeals).pass();
    expect((await world.get(Records).byId(record.id))?.pdf.sealed).toMatchObject({ level: 'B-T' });
    const best = await world.get(Records).sealedFile(record);
    const facts = await world.get(VerifyRecord).file(best?.pdf ?? pdf);
    expect(facts).toMatchObject({ verdict: 'genuine', standing: 'latest', seal: { stampedBy: 'Horodatage d’essai' } });
    expect((await world.get(VerifyRecord).file(pdf)).verdict).toBe('genuine');
    const { stdout } = await run('pdfsig', ['-nocert', await fileOf('stamped.pdf', best?.pdf ?? pdf)]);
    expect(stdout).toContain('Signature is Valid.');
    const { stdout: xmp } = await run('pdfinfo', ['-meta', join(folder, 'stamped.pdf')]);
    for (const claim of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<']) expect(xmp).toContain(claim);
  });

  it('seals what was signed and whose seal nobody owes any more, once', async () => {
    const now = await signed();
    await world.dataSource.query(`update outbox set done_at = now() where type = 'record.seal' and done_at is null`);
    await settle(world);
    expect((await now()).state).toBe('signed');
    await world.get(SweepSeals).pass();
    expect((await now()).state).toBe('signed');
    world.clock.advance(4 * MINUTE);
    await world.get(SweepSeals).pass();
    await world.get(SweepSeals).pass();
    await settle(world);
    const { state, id } = await now();
    expect(state).toBe('sealed');
    const mails = (await world.mails()).filter(
      ({ text }) => text.includes(`/releves/${id}`) && text.includes('scellé'),
    );
    expect(new Set(mails.map(({ recipients }) => JSON.stringify(recipients))).size).toBe(mails.length);
  });
});

describe('what the programme says of a sealed record', () => {
  const say = async (incubatorId: string, parameters: Readonly<Record<string, boolean>>) =>
    world.dataSource.query(
      `insert into programmes (incubator_id, parameters, revision) values ($1, $2, 1)
       on conflict (incubator_id) do update set parameters = excluded.parameters`,
      [incubatorId, JSON.stringify(parameters)],
    );
  const published = async () => (await fetch(`${world.origin}/decisions`)).text();

  it('attaches it or leads to its page, and publishes decision and phase, amounts if public, never a name', async () => {
    expect(await published()).toContain('Aucune décision n’est publiée');
    const now = await signed();
    const { incubatorId, id } = await now();
    await say(incubatorId, { recordAttached: false, publishesSummaries: true });
    await settle(world);
    const mails = (await world.mails()).filter(
      ({ text }) => text.includes(`/releves/${id}`) && text.includes('scellé'),
    );
    expect(mails.length).toBeGreaterThan(3);
    expect(mails.every(({ attachments, text }) => attachments.length === 0 && text.includes('depuis sa page'))).toBe(
      true,
    );
    const page = await published();
    for (const told of ['Produit 1', 'Poursuite avec le même budget', 'Construction']) expect(page).toContain(told);
    expect(page).not.toMatch(/Simone|€/u);
    await say(incubatorId, { publishesSummaries: true, publishesAmounts: true });
    expect(await published()).toContain('000\u00A0€');
  });
});

describe('a worker killed while it seals and delivers', () => {
  type Killed = { readonly part: abstract new (...args: never[]) => object; readonly step: string };

  /** Dies once, before or after that step is done for the first time. */
  function kill({ part, step }: Killed, moment: 'before' | 'after'): () => boolean {
    const victim = world.get(part) as Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
    const whole = victim[step]?.bind(victim);
    let isDead = false;
    victim[step] = async (...args) => {
      if (isDead) return whole?.(...args);
      const done = moment === 'after' ? await whole?.(...args) : undefined;
      isDead = true;
      throw new Error(`killed ${moment} ${step}, having done ${String(done !== undefined)}`);
    };
    return () => {
      if (whole) victim[step] = whole;
      return isDead;
    };
  }

  // Of one record, each life ends at another step. A print or a seal that fails is shown in record.spec: here they are done, and nobody knows.
  const all: readonly Killed[] = [
    { part: PdfPress, step: 'render' },
    { part: RecordSeal, step: 'set' },
    { part: WorkflowRuntime, step: 'dispatch' },
    { part: Mailer, step: 'send' },
    { part: Outbox, step: 'markDone' },
  ];
  it.each([
    ['after', all],
    ['before', all.slice(2)],
  ] as const)(
    'gets the record there though killed %s each step, with one file, and nobody gets two mails',
    async (moment, steps) => {
      const now = await signed();
      const revive = steps.map((step) => kill(step, moment));
      for (let life = 0; life <= steps.length; life += 1) await settle(world).catch(() => undefined);
      const killed = revive.map((one) => one());
      const { id, state, pdf: made } = await now();
      const files = await world.dataSource.query<unknown[]>(
        `select 1 from record_documents where record_id = $1 and kind = 'sealed'`,
        [id],
      );
      const mails = (await world.mails()).filter(
        ({ text, subject }) => text.includes(`/releves/${id}`) && subject.includes('décision validée'),
      );
      const twice = mails.length - new Set(mails.map(({ recipients }) => JSON.stringify(recipients))).size;
      expect([killed, state, files.length, made.sealed === null, twice]).toEqual([
        steps.map(() => true),
        'sealed',
        1,
        false,
        0,
      ]);
      expect(mails.length).toBeGreaterThan(3);
    },
  );
});

describe('sealing the journal day after day', () => {
  const check = async () => world.get(CheckJournal).execute();
  const nextDay = () => world.clock.set(addMilliseconds(world.clock.now(), 24 * 60 * MINUTE));

  it('seals each day once, however many workers, and stamps it when the authority answers', async () => {
    authority.faults.status = 500;
    await Promise.all([world.get(SealJournal).pass(), world.get(SealJournal).pass()]);
    expect(await check()).toMatchObject({ seals: 1, stamped: 0, faults: [] });
    authority.faults.status = undefined;
    await sealed();
    nextDay();
    await world.get(SealJournal).pass();
    const found = await check();
    expect(found).toMatchObject({ seals: 2, stamped: 2, faults: [], last: { number: 2 } });
    expect(found.documents).toBeGreaterThan(3);
    const [seal] = await world.dataSource.query<{ statement: string; signature: Buffer }[]>(
      'select statement, signature from journal_seals where number = 2',
    );
    const [statement, signature] = [
      await fileOf('day', Buffer.from(seal?.statement ?? '')),
      await fileOf('day.p7s', seal?.signature ?? Buffer.alloc(0)),
    ];
    const cms = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', signature, '-content', statement, '-noverify'];
    expect((await run('openssl', cms)).stderr).toContain('successful');
  });

  it('shows an entry rewritten, a file changed, a seal taken away; the command answers 1', async () => {
    expect((await jalon('--journal', '--json')).status).toBe(0);
    await expect(world.dataSource.query('update journal_seals set day = day - 1')).rejects.toThrow('do not change');
    const tamper = async (table: string, change: string, back: string) => {
      await world.dataSource.query(`alter table ${table} disable trigger user; ${change}`);
      const { faults } = await check();
      const status = faults.length > 0 ? (await jalon('--journal')).status : 0;
      await world.dataSource.query(`${back}; alter table ${table} enable trigger user`);
      return [...new Set(faults.map(({ fault }) => fault)), status];
    };
    const document = `where record_id = '${record.id}' and kind = 'sealed'`;
    const flip = `update record_documents set pdf = set_byte(pdf, 1500, get_byte(pdf, 1500) # 1) ${document}`;
    expect(await tamper('record_documents', flip, flip)).toEqual(['document-altered', 1]);
    const event = `case_id = (select id from cases where subject_id = '${record.id}')`;
    const reverse = `update case_events set hash = reverse(hash) where ${event}`;
    expect(await tamper('case_events', reverse, reverse)).toEqual(['entry-altered', 1]);
    const statement = (from: string, to: string) =>
      `update journal_seals set statement = replace(statement, '${from}', '${to}') where number = 1`;
    expect(
      await tamper('journal_seals', statement('journal 1', 'journal 2'), statement('journal 2', 'journal 1')),
    ).toEqual(['statement-altered', 'signature-broken', 'stamp-broken', 1]);
    const renumber = (from: number, to: number) => `update journal_seals set number = ${to} where number = ${from}`;
    expect(await tamper('journal_seals', renumber(1, 9), renumber(9, 1))).toContain('seal-missing');
    expect(await check()).toMatchObject({ faults: [] });
  });
});
