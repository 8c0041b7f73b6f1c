import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryService } from '@nestjs/core';

import { Decisions, NextCommittee } from '#libs/decisions/index.js';
import { hashSecret, newId } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect } from '#libs/messaging/index.js';
import { PdfFailure, PdfPress, verifySeal } from '#libs/pdf/index.js';
import { EditRecord, Records, RequestSignOff } from '#libs/records/index.js';
import { replayCase } from '#libs/workflow-runtime/index.js';

import type { Committing } from '../../support/committees.builders.js';
import {
  aClosedSitting,
  answer,
  aRecordInReview,
  askedToSign,
  recordOf,
  settle,
  startRecords,
} from '../../support/records.builders.js';
import type { Sitting } from '../../support/sittings.builders.js';

const run = promisify(execFile);

let world: Committing;
let folder: string;
beforeAll(async () => {
  world = await startRecords();
  folder = await mkdtemp(join(tmpdir(), 'records-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.stop();
});

async function fileOf(pdf: Uint8Array | undefined): Promise<string> {
  const file = join(folder, `${newId()}.pdf`);
  await writeFile(file, pdf ?? '');
  return file;
}

async function wordsOf(pdf: Uint8Array | undefined): Promise<string> {
  const { stdout } = await run('pdftotext', ['-layout', await fileOf(pdf), '-']);
  return stdout.replaceAll(/\s+/gu, ' ');
}

/** Carries out one effect as a worker would that takes it from the queue, the first time or again. */
async function handle(type: string, params: Readonly<Record<string, unknown>>, id = newId(), attempt = 1) {
  const discovery = world.get(DiscoveryService);
  const found = discovery
    .getProviders({ metadataKey: HandlesEffect.KEY })
    .find((provider) => discovery.getMetadataByDecorator(HandlesEffect, provider) === type);
  if (!found) throw new Error(`no handler for ${type}`);
  await (found.instance as EffectHandler).handle({ id, type, params, caseId: newId(), attempt });
}

const edit = async (sitting: Sitting, changes: Partial<Parameters<EditRecord['execute']>[0]> = {}) => {
  const { id, version } = await recordOf(world, sitting);
  await world.get(EditRecord).execute({
    recordId: id,
    version,
    presentation: 'L’équipe a montré le parcours complet.',
    discussion: 'Le comité a demandé ce que coûte un dossier.',
    reservations: ['Publier la mesure d’impact'],
    personId: sitting.incubator.lead.id,
    idempotencyKey: newId(),
    ...changes,
  });
};

const documentsOf = async (recordId: string) =>
  world.dataSource.query<{ version: number; kind: string; sha256: string }[]>(
    'select version, kind, sha256 from record_documents where record_id = $1 order by version, kind',
    [recordId],
  );

describe('opening the records of a sitting', () => {
  it('opens one for each product, numbered in the order of the agenda', async () => {
    const sitting = await aClosedSitting(world, { products: 2 });
    await world.carryOut();
    const records = await world.get(Records).ofCommittee(sitting.id);
    expect(records.map(({ productId }) => productId)).toEqual(sitting.products.map(({ id }) => id));
    const [first, second] = records.map(({ reference }) => Number(/^RD-2026-(\d{4,})$/u.exec(reference)?.[1]));
    expect(second).toBe((first ?? 0) + 1);
  });

  it('opens none twice, whichever order asks', async () => {
    const sitting = await aClosedSitting(world);
    const params = { committeeId: sitting.id };
    const id = newId();
    await Promise.all([handle('records.open', params, id), handle('records.open', params, id)]);
    await handle('records.open', params);
    expect(await world.get(Records).ofCommittee(sitting.id)).toHaveLength(1);
  });

  it('gives numbers without gap or double to committees that close at once', async () => {
    const sittings = [await aClosedSitting(world), await aClosedSitting(world), await aClosedSitting(world)];
    await Promise.all(sittings.map(async ({ id }) => handle('records.open', { committeeId: id })));
    const numbers = await world.dataSource.query<{ reference: string }[]>('select reference from records order by 1');
    expect(numbers.map(({ reference }) => reference)).toEqual(
      numbers.map((_, index) => `RD-2026-${String(index + 1).padStart(4, '0')}`),
    );
  });

  it('says what was decided, by whom, for how much, and when the next committee is due', async () => {
    const { sitting, record } = await aRecordInReview(world, {
      reservations: ['Recruter avant l’été'],
      blockers: [{ what: 'Accès aux données', who: 'Simone', by: '2026-07-15' }],
      funders: [{ organisationId: null, name: 'Direction de l’habitat', cents: 200_000_00 }],
    });
    expect(record.document).toMatchObject({
      product: 'Produit 1',
      incubator: 'La Fabrique',
      version: 1,
      phaseBefore: 'Construction',
      phaseAfter: 'Construction',
      decision: { means: { label: 'Poursuite avec le même budget' } },
      signatories: [],
    });
    const decision = await world.get(Decisions).byId(record.decisionId);
    const due = decision && (await world.get(NextCommittee).after(decision))?.dueOn;
    expect([record.document.nextCommitteeDue, due]).toEqual([due, expect.stringMatching(/^\d{4}-/u)]);
    const text = await wordsOf((await world.get(Records).document(record.id, 1, 'draft'))?.pdf);
    for (const words of ['Relevé de décision', record.reference, 'Simone Produit 1', 'Recruter avant l’été'])
      expect(text).toContain(words);
    expect(text).toMatch(/Total 200.000 €/u);
    expect(record.document.members.map(({ name }) => name)).not.toContain(sitting.incubator.operations.name);
  });
});

describe('printing a version', () => {
  it('makes a PDF whose fingerprint the case keeps, and waits for its review', async () => {
    const { record } = await aRecordInReview(world);
    const document = await world.get(Records).document(record.id, 1, 'draft');
    expect(record.state).toBe('inReview');
    expect(document?.sha256).toBe(hashSecret(document?.pdf ?? ''));
    expect(record.context.sha256).toBe(document?.sha256);
    expect(record.pdf.draft).toMatchObject({ sha256: document?.sha256, bytes: document?.pdf.length, level: null });
  });

  it('prints the same bytes from the same version, however often', async () => {
    const { record } = await aRecordInReview(world, { reservations: ['Une réserve'] });
    const again = await world.get(PdfPress).render(record.document);
    expect(hashSecret(again)).toBe(record.context.sha256);
  });

  it('tries again after a failure, which shows until then and holds nothing up', async () => {
    const sitting = await aClosedSitting(world);
    await world.carryOut();
    const press = world.get(PdfPress);
    const render = press.render.bind(press);
    press.render = async () => Promise.reject(new PdfFailure('the compiler left'));
    await expect(settle(world)).rejects.toBeInstanceOf(PdfFailure);
    const failed = await recordOf(world, sitting);
    expect([failed.state, failed.pdf.draft]).toEqual(['drafting', null]);
    expect(failed.failure).toMatch(/nouvelle tentative/u);
    // The decision stands, and its record may be worded otherwise meanwhile.
    expect(await world.get(Decisions).byId(failed.decisionId)).toBeDefined();
    press.render = render;
    await settle(world);
    const issued = await recordOf(world, sitting);
    expect([issued.state, issued.failure]).toEqual(['inReview', null]);
  });

  it('goes on with the document it had kept when it died before it could say so', async () => {
    const sitting = await aClosedSitting(world);
    await world.carryOut();
    const { id: recordId } = await recordOf(world, sitting);
    const effect = newId();
    const { runtime } = world;
    const dispatch = runtime.dispatch.bind(runtime);
    runtime.dispatch = async () => Promise.reject(new Error('killed'));
    await expect(handle('record.issue', { recordId, version: 1 }, effect)).rejects.toThrow('killed');
    runtime.dispatch = dispatch;
    await handle('record.issue', { recordId, version: 1 }, effect, 2);
    await handle('record.issue', { recordId, version: 1 }, effect, 3);
    const record = await recordOf(world, sitting);
    expect(await documentsOf(recordId)).toEqual([{ version: 1, kind: 'draft', sha256: record.context.sha256 }]);
    expect(record.state).toBe('inReview');
  });

  it('never changes what was issued', async () => {
    const { record } = await aRecordInReview(world);
    for (const table of ['record_versions', 'record_documents'])
      await expect(
        world.dataSource.query(`update ${table} set created_at = now() where record_id = $1`, [record.id]),
      ).rejects.toThrow('does not change');
  });
});

describe('reviewing a record', () => {
  it('words it otherwise in a new version, printed anew, the former kept', async () => {
    const { sitting, record } = await aRecordInReview(world);
    await edit(sitting);
    expect(await recordOf(world, sitting)).toMatchObject({ state: 'drafting', version: 2, pdf: { draft: null } });
    await settle(world);
    const edited = await recordOf(world, sitting);
    expect(edited).toMatchObject({ state: 'inReview', version: 2 });
    expect(edited.document).toMatchObject({ version: 2, reservations: ['Publier la mesure d’impact'] });
    expect(edited.document.decision).toEqual(record.document.decision);
    const versions = await world.get(Records).versionsOf(record.id);
    expect(versions.map(({ version, createdBy }) => [version, createdBy])).toEqual([
      [2, sitting.incubator.lead.id],
      [1, null],
    ]);
    const [first, second] = await documentsOf(record.id);
    expect(first?.sha256).not.toBe(second?.sha256);
    const text = await wordsOf((await world.get(Records).document(record.id, 2, 'draft'))?.pdf);
    expect(text).toContain('Publier la mesure d’impact');
  });

  it('takes a double click once, and never covers a version that was not read', async () => {
    const { sitting } = await aRecordInReview(world);
    const idempotencyKey = newId();
    await edit(sitting, { idempotencyKey });
    await edit(sitting, { idempotencyKey });
    expect((await recordOf(world, sitting)).version).toBe(2);
    await expect(edit(sitting, { version: 1 })).rejects.toMatchObject({ code: 'RECORD_CHANGED_MEANWHILE' });
    expect((await recordOf(world, sitting)).version).toBe(2);
  });

  it('prints nothing of a version that was edited before its turn', async () => {
    const sitting = await aClosedSitting(world);
    await world.carryOut();
    await edit(sitting);
    await settle(world);
    const record = await recordOf(world, sitting);
    expect(record).toMatchObject({ state: 'inReview', version: 2 });
    expect((await documentsOf(record.id)).map(({ version }) => version)).toEqual([2]);
  });

  it('belongs to those who run committees; the product’s people read; others see nothing', async () => {
    const { sitting, record } = await aRecordInReview(world);
    const [product] = sitting.products;
    await expect(edit(sitting, { personId: product?.intrapreneur.id ?? '' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const elsewhere = await aRecordInReview(world);
    await expect(edit(sitting, { personId: elsewhere.sitting.incubator.lead.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await world.get(Records).toReview([sitting.incubator.id])).map(({ id }) => id)).toEqual([record.id]);
  });
});

describe('asking for sign-off', () => {
  const ask = async (sitting: Sitting, signatories: Parameters<RequestSignOff['execute']>[0]['signatories']) => {
    const { id, version } = await recordOf(world, sitting);
    const personId = sitting.incubator.lead.id;
    return world.get(RequestSignOff).execute({ recordId: id, version, signatories, personId, idempotencyKey: newId() });
  };

  it('needs a required signatory, of the product or its committee', async () => {
    const { sitting } = await aRecordInReview(world);
    const [product] = sitting.products;
    const invalid = { code: 'INVALID_INPUT', message: 'La demande de validation n’est pas complète.' };
    await expect(ask(sitting, [])).rejects.toMatchObject(invalid);
    await expect(ask(sitting, [{ personId: product?.sponsor?.id ?? '', required: false }])).rejects.toMatchObject(
      invalid,
    );
    await expect(ask(sitting, [{ personId: newId(), required: true }])).rejects.toMatchObject(invalid);
    await ask(sitting, [{ personId: product?.sponsor?.id ?? '', required: true }]);
    expect((await recordOf(world, sitting)).state).toBe('awaitingSignOff');
  });

  it('takes no edit any more, until changes are asked for: then what was sent for version 1 counts no more', async () => {
    const { sitting } = await aRecordInReview(world);
    const first = await askedToSign(world, sitting);
    await expect(edit(sitting)).rejects.toMatchObject({ code: 'EVENT_REFUSED' });
    await answer(world, first, 'request-changes');
    await edit(sitting);
    await settle(world);
    await askedToSign(world, sitting);
    await expect(answer(world, first)).rejects.toMatchObject({ code: 'SIGN_OFF_REPLACED' });
  });
});

describe('sealing a signed record', () => {
  const sealed = async () => {
    const { sitting } = await aRecordInReview(world, { reservations: ['Une réserve'] });
    await answer(world, await askedToSign(world, sitting));
    await settle(world);
    return { sitting, record: await recordOf(world, sitting) };
  };

  it('seals it with its signatures, as readers of PDF can check', async () => {
    const { record } = await sealed();
    expect(record.state).toBe('sealed');
    const document = await world.get(Records).document(record.id, 1, 'sealed');
    const file = await fileOf(document?.pdf);
    const { stdout } = await run('pdfsig', ['-nocert', file]);
    expect(stdout).toContain('Signature is Valid.');
    expect(stdout).toContain('Total document signed');
    await expect(run('qpdf', ['--check', file])).resolves.toBeDefined();
    expect(record.context.sealedSha256).toBe(document?.sha256);
    expect(record.pdf.sealed).toMatchObject({ level: 'B-B', trialSeal: true, sha256: document?.sha256 });
    const facts = await verifySeal(document?.pdf ?? new Uint8Array());
    expect(facts).toMatchObject({ sealed: true, intact: true, certificate: record.pdf.sealed?.certificate });
    const text = await wordsOf(document?.pdf);
    for (const words of ['Simone Produit 1', 'Approuvé', 'Signature requise', 'Pour information', 'Preuve'])
      expect(text).toContain(words);
    expect(text.replaceAll(' ', '')).toContain(record.context.sha256 ?? 'none');
  });

  it('has one trial certificate for all', async () => {
    const [first, second] = [await sealed(), await sealed()];
    expect(first.record.pdf.sealed?.certificate).toBe(second.record.pdf.sealed?.certificate);
  });

  it('shows a failure and tries again, while the decision takes effect', async () => {
    const { sitting } = await aRecordInReview(world);
    const asked = await askedToSign(world, sitting);
    const press = world.get(PdfPress);
    const render = press.render.bind(press);
    press.render = async () => Promise.reject(new PdfFailure('no document after 30000 ms'));
    await answer(world, asked);
    await expect(settle(world)).rejects.toBeInstanceOf(PdfFailure);
    const failed = await recordOf(world, sitting);
    expect([failed.state, failed.failure]).toEqual(['signed', expect.stringMatching(/nouvelle tentative/u)]);
    expect((await world.get(Decisions).byId(asked.decisionId))?.effectiveAt).not.toBeNull();
    press.render = render;
    await settle(world);
    expect(await recordOf(world, sitting)).toMatchObject({ state: 'sealed', failure: null });
  });

  it('seals once, however often it is asked to', async () => {
    const { record } = await sealed();
    await handle('record.seal', { recordId: record.id, version: 1 });
    expect((await documentsOf(record.id)).map(({ kind }) => kind)).toEqual(['draft', 'sealed']);
  });

  it('brings the decision and the sealed file to everyone concerned, one mail each', async () => {
    const { sitting, record } = await sealed();
    const [product] = sitting.products;
    const { lead, dinum, operations } = sitting.incubator;
    for (const person of [product?.intrapreneur, product?.coach, product?.teamMember, product?.sponsor, lead, dinum]) {
      const mails = (await world.mails(person?.email)).filter(({ subject }) => subject.includes('décision validée'));
      expect([person?.name, mails.length]).toEqual([person?.name, 1]);
      expect(mails[0]?.text).toContain('Poursuite avec le même budget');
      expect(mails[0]?.text).toContain('Une réserve');
      expect(mails[0]?.attachments.map(({ filename, size }) => [filename, size])).toEqual([
        [`releve-de-decision-${record.reference}.pdf`, record.pdf.sealed?.bytes],
      ]);
    }
    expect((await world.mails(operations.email)).some(({ subject }) => subject.includes('décision validée'))).toBe(
      false,
    );
    await settle(world);
    expect((await world.mails(lead.email)).filter(({ subject }) => subject.includes('décision validée'))).toHaveLength(
      1,
    );
  });

  it('leaves a log that gives the case again', async () => {
    const { record } = await sealed();
    const found = await world.runtime.read('deliberation-record', record.id);
    expect(found?.stored.revision).toBeGreaterThan(4);
    expect(found && (await replayCase(world.dataSource.manager, found.stored))).toEqual([]);
  });
});

describe('the tables of records', () => {
  it('are what the rows say', async () => {
    const drift = await world.dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query).filter((query) => /record|seal/u.test(query))).toEqual([]);
  });
});
