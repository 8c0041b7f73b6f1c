import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { fontCoverage } from './fonts.js';
import { PdfFailure } from './pdf-failure.js';
import { PdfPress } from './pdf-press.js';
import { aLongRecord, aRecord } from './record.fixture.js';
import type { RecordDocument } from './record-document.js';

const run = promisify(execFile);
const press = new PdfPress();
let folder: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jalon-pdf-'));
});
afterAll(async () => {
  await press.close();
  await rm(folder, { recursive: true });
});

async function fileOf(pdf: Uint8Array): Promise<string> {
  made += 1;
  const file = join(folder, `${made}.pdf`);
  await writeFile(file, pdf);
  return file;
}

/** The words of the pages in reading order, every kind of space written as a plain one. */
async function textOf(document: RecordDocument): Promise<string> {
  const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', await fileOf(await press.render(document)), '-'], {
    maxBuffer: 1e8,
  });
  return stdout.replaceAll(/\s+/gu, ' ');
}

describe('the printed record', () => {
  it('says the decision first, then what was granted, what comes next, and who was there', async () => {
    const text = await textOf(aRecord());
    const expected = [
      'Fabrique numérique des territoires',
      'Relevé de décision du comité d’investissement',
      'Passerelle Logement',
      'Lundi 2 mars 2026 à 14 h 30',
      'Poursuite avec le même budget',
      '250 000 € · prochain comité avant le 2 septembre 2026',
      'Décision du comité',
      'Réserves',
      'Points de blocage à lever',
      'Moyens accordés',
      'Objectifs du semestre à venir',
      'Bilan du semestre écoulé',
      'Membres du comité',
      'Représenté·e par Lina Haddad',
      'Présentation de l’équipe',
      'Échanges',
      '« Est-elle due au service ou à la saison ? »',
      'Signatures',
      'Lina Haddad pour Marc Aubertin',
    ];
    const places = expected.map((words) => [words, text.indexOf(words)] as const);
    expect(places.filter(([, place]) => place < 0)).toEqual([]);
    expect(places.map(([, place]) => place)).toEqual(places.map(([, place]) => place).toSorted((a, b) => a - b));
  });

  it('fits an ordinary committee on two pages', async () => {
    const { stdout } = await run('pdfinfo', [await fileOf(await press.render(aRecord()))]);
    expect(stdout).toMatch(/Pages:\s+2\n/);
    expect(stdout).toMatch(/Tagged:\s+yes/);
    expect(stdout).toMatch(/Title:\s+Relevé de décision RD-2026-0042 – Passerelle Logement/);
    expect(stdout).toMatch(/CreationDate:\s+Tue Mar {2}3 00:00:00 2026/);
  });

  it('leaves out the sections that have nothing to say', async () => {
    const bare = {
      members: [],
      objectives: [],
      indicators: [],
      reservations: [],
      blockers: [],
      nextObjectives: [],
      signatories: [],
      funding: { byLine: [], byFunder: [] },
    };
    const { presentation: _, discussion: __, roadmapOpinion: ___, nextCommitteeDue: ____, ...rest } = aRecord(bare);
    const text = await textOf(rest);
    expect(text).toContain('Poursuite avec le même budget Décision du comité');
    for (const title of ['Réserves', 'Moyens', 'Bilan', 'Membres', 'Présentation', 'Échanges', 'Signatures', 'Preuve'])
      expect(text.replace('Moyens Poursuite', '')).not.toContain(title);
  });

  it('repeats the head of a long table on each page and loses no row', async () => {
    const text = await textOf(aLongRecord(60));
    for (let row = 1; row <= 60; row += 1) expect(text).toContain(`Objectif ${row} :`);
    expect(text.match(/Objectif fixé Résultat Décision/gu)?.length).toBeGreaterThanOrEqual(3);
    expect(text.match(/longuement/gu)).toHaveLength(310);
    expect(text).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
  });

  it('is the same, byte for byte, from the same document', async () => {
    const other = new PdfPress();
    const [one, two] = await Promise.all([press.render(aRecord()), other.render(aRecord())]);
    await other.close();
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

describe('the claims of the file', () => {
  it('is archivable and accessible: PDF/A-2a and PDF/UA-1', async () => {
    const pdf = await press.render(aRecord());
    const file = await fileOf(pdf);
    await expect(run('qpdf', ['--check', file])).resolves.toBeDefined();
    const { stdout: json } = await run('qpdf', ['--json=2', file], { maxBuffer: 1e8 });
    const [, objects] = (JSON.parse(json) as { qpdf: [unknown, Record<string, { value?: Record<string, unknown> }>] })
      .qpdf;
    const catalog = Object.values(objects).find((one) => one.value?.['/Type'] === '/Catalog')?.value;
    expect(catalog).toMatchObject({
      '/Lang': expect.stringMatching(/^u:fr/),
      '/MarkInfo': { '/Marked': true },
      '/ViewerPreferences': { '/DisplayDocTitle': true },
      '/StructTreeRoot': expect.anything(),
      '/Outlines': expect.anything(),
      '/OutputIntents': expect.anything(),
    });
    const { stdout: xmp } = await run('pdfinfo', ['-meta', file]);
    for (const claim of ['<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<']) expect(xmp).toContain(claim);
  });

  it('carries its own fonts, and every glyph says which character it is', async () => {
    const { stdout } = await run('pdffonts', [await fileOf(await press.render(aLongRecord(3)))]);
    const fonts = stdout.trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+SourceSans3-\w+ .* yes +yes +yes /u);
  });

  it('is tagged: headings in order, tables with head cells, nothing without words', async () => {
    const { stdout } = await run('pdfinfo', ['-struct', await fileOf(await press.render(aRecord()))]);
    const levels = [...stdout.matchAll(/^\s*H(\d)\b/gmu)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    expect(stdout.match(/^\s*Table\b/gmu)?.length).toBe(9);
    expect(stdout.match(/^\s*THead\b/gmu)?.length).toBe(9);
    expect(stdout).not.toMatch(/^\s*Figure\b/mu);
  });
});

describe('hostile texts', () => {
  it('names what the fonts cannot draw and evaluates nothing', async () => {
    const text = await textOf(
      aRecord({
        product: '新 \u0000 \uE000 \uD800 ש \u202E ﷽ 😀',
        discussion: '#eval("1 + 1") $x^2$ *gras* <a> @b \\ // fin',
        reservations: [`https://exemple.example/${'a/'.repeat(90)}fin`],
      }),
    );
    expect(text).toContain('[U+65B0] [U+0000] [U+E000] [U+D800] [U+05E9] [U+202E] [U+FDFD] [U+1F600]');
    expect(text).not.toContain('\u200B');
    expect(text).toContain('#eval("1 + 1") $x^2$ *gras* <a> @b \\ // fin');
    expect(text.replaceAll(' ', '')).toContain(`https://exemple.example/${'a/'.repeat(90)}fin`);
  });

  it('prints any text in any place', async () => {
    const drawn = fc.constantFrom(...fontCoverage()).map((point) => String.fromCodePoint(point));
    const half = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
    const text = fc.oneof(
      ...(['binary', 'grapheme', drawn, half] as const).map((unit) => fc.string({ unit, maxLength: 200 })),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (one, two, three) => {
        const pdf = await press.render(
          aRecord({
            product: one,
            incubator: two,
            reference: three,
            presentation: `${one}\n\n- ${two}\n- ${three}`,
            reservations: [one, two],
            members: [{ name: one, quality: two, attendance: { kind: 'represented', by: three } }],
            decision: { objectives: { label: one }, means: { label: two, text: three }, phase: { label: three } },
            proof: { documentHash: one, verificationUrl: two, signatures: [] },
          }),
        );
        expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
      }),
      { numRuns: 60 },
    );
  });
});

describe('the worker', () => {
  const worker = async (body: string): Promise<string> => {
    made += 1;
    const file = join(folder, `worker-${made}.mjs`);
    await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${body}`);
    return file;
  };

  it('rejects the job of a crash, then prints the next with a new worker', async () => {
    const real = join(import.meta.dirname, 'press.worker.mjs');
    const workerFile = await worker(`
      import { existsSync, writeFileSync } from 'node:fs';
      const mark = import.meta.filename + '.crashed';
      if (existsSync(mark)) await import(${JSON.stringify(real)});
      else parentPort.once('message', () => { writeFileSync(mark, ''); throw new Error('out of ink'); });
    `);
    const fragile = new PdfPress({ workerFile });
    const [first, second] = await Promise.allSettled([fragile.render(aRecord()), fragile.render(aRecord())]);
    expect(first).toMatchObject({
      status: 'rejected',
      reason: { code: 'PDF_FAILURE', cause: expect.stringContaining('out of ink') },
    });
    expect(second.status).toBe('fulfilled');
    await fragile.close();
  });

  it('gives up a document past its time, and a worker that leaves', async () => {
    const slow = new PdfPress({ workerFile: await worker(`parentPort.on('message', () => {});`), timeLimit: 50 });
    await expect(slow.render(aRecord())).rejects.toThrow(PdfFailure);
    await slow.close();
    const leaving = new PdfPress({ workerFile: await worker(`parentPort.on('message', () => process.exit(3));`) });
    await expect(leaving.render(aRecord())).rejects.toMatchObject({ cause: 'worker left with status 3' });
    await leaving.close();
  });

  it('makes room for a new one after its share of documents', async () => {
    const recycled = new PdfPress({ documentsPerWorker: 2 });
    const all = await Promise.all(Array.from({ length: 5 }, (_, at) => recycled.render(aRecord({ version: at + 1 }))));
    expect(new Set(all.map((pdf) => Buffer.from(pdf).toString('latin1'))).size).toBe(5);
    await recycled.close();
    await expect(recycled.render(aRecord())).rejects.toThrow(PdfFailure);
  });
});
