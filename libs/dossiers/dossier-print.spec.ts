import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PdfPress } from '#libs/pdf/index.js';

import { aDossierContent } from '../../test/support/dossiers.builders.js';
import { BLANK_DOSSIER, dossierContent, type DossierContent } from './dossier.content.js';
import { printed } from './dossier-print.js';

const run = promisify(execFile);
const press = new PdfPress();
const pictures = process.env['JALON_SHOTS'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jalon-dossier-'));
});
afterAll(async () => {
  await press.close();
  await rm(folder, { recursive: true });
});

/** A dossier in print: its words in reading order, every kind of space as a plain one, and what is said of the file. */
async function print(name: string, ...contents: readonly DossierContent[]) {
  const pdf = await press.renderBook({
    title: contents.length === 1 ? 'Dossier de comité : Alpha' : 'Dossiers de comité',
    incubator: 'Fabrique numérique des territoires',
    committee: { at: '2026-06-15T12:00:00.000Z', place: '20 avenue de Ségur, Paris' },
    printedAt: '2026-06-08T06:00:00.000Z',
    dossiers: contents.map((content, index) =>
      printed({
        product: { name: ['Alpha', 'Bêta'][index] ?? 'Gamma', phase: 'acceleration' },
        submission: { content, revision: 2, at: '2026-06-07T09:00:00.000Z', by: 'x' },
        costBefore: { date: '2025-12-15', cents: 72_40 },
      }),
    ),
  });
  const file = join(pictures ?? folder, `${name}.pdf`);
  await writeFile(file, pdf);
  const { stdout: words } = await run('pdftotext', ['-enc', 'UTF-8', file, '-'], { maxBuffer: 1e8 });
  const { stdout: facts } = await run('pdfinfo', [file]);
  return { pdf, words: words.replaceAll(/\s+/gu, ' '), facts };
}

const whole = dossierContent.parse(
  aDossierContent({
    demonstrationUrl: 'https://alpha.example/demonstration',
    impact: 'Trente mille dossiers déposés, dont un tiers par des foyers qui n’avaient jamais rien demandé.',
    learnings: '- La pièce d’identité est le premier motif d’abandon.\n- Les conseillers font la différence.',
    strategy: 'Aller chercher les foyers qui ne connaissent pas leurs droits.',
    priorities: {
      first: { text: 'Joindre les caisses', change: 'Un foyer sur deux prévenu' },
      second: { text: 'Simplifier la pièce d’identité', change: 'Moitié moins d’abandons' },
      third: { text: '', change: '' },
    },
    hypotheses: 'Les caisses acceptent d’écrire à leurs allocataires',
    hypothesesThen: [
      { id: 'a', text: 'Les conseillers suffisent', outcome: 'refuted', learned: 'Ils manquent de temps.' },
    ],
    objectives: [
      {
        objectiveId: null,
        text: 'Ouvrir dans dix départements',
        criterion: 'Dix',
        result: 'Douze départements ouverts',
        status: 'reached',
        why: 'Deux de plus, volontaires.',
      },
    ],
    unitCost: { unit: 'foyer aidé', units: 2_150 },
    budget: {
      ...BLANK_DOSSIER.budget,
      development: { requested: 140_000_10, granted: 120_000_00, spent: 98_765_43 },
      data: { requested: 20_000_00, granted: 10_000_00, spent: 9_999_99 },
    },
    support: [{ actor: 'Caisse nationale', need: 'Écrire aux allocataires', objective: 'Joindre les caisses' }],
    blockers: [{ what: 'Accès aux données', who: 'DSI', expected: 'Une convention en septembre' }],
    standards: {
      ...BLANK_DOSSIER.standards,
      'impact-page': { sixMonthsAgo: 'Absente', today: 'En ligne', inSixMonths: 'À jour chaque mois' },
    },
    trajectory: { choice: 'digital-directorate', plan: 'La direction du numérique recrute en janvier.' },
  }),
);

describe('a dossier in print', () => {
  it('says what its page says, in the same order, to the cent', async () => {
    const { words, facts } = await print('dossier', whole);
    const expected = [
      'Dossier de comité : Alpha',
      'Lundi 15 juin 2026 à 14 h',
      'Accélération · déposé le 7 juin 2026',
      'Le problème et ses usagers',
      'Les objectifs de la dernière fois',
      'Douze départements ouverts',
      'Les indicateurs',
      'Coût par unité (foyer aidé) : 50,59 €, contre 72,40 € au comité du 15 décembre 2025.',
      'Les hypothèses de la dernière fois',
      'Infirmée',
      '1. Joindre les caisses',
      'Le budget demandé',
      '140 000,10 €',
      '108 765,42 €',
      'L’équipe',
      'Accès aux données',
      'À jour chaque mois',
      'La direction du numérique prend le produit',
    ];
    const places = expected.map((said) => [said, words.indexOf(said)] as const);
    expect(places.filter(([, place]) => place < 0)).toEqual([]);
    expect(places.map(([, place]) => place)).toEqual(places.map(([, place]) => place).toSorted((a, b) => a - b));
    expect(facts).toMatch(/Tagged:\s+yes/u);
    expect(facts).toMatch(/Title:\s+Dossier de comité\s: Alpha/u);
  });

  it('holds the dossiers of a whole sitting, a pivot said first and no impact pointed out', async () => {
    const pivot = dossierContent.parse({
      ...whole,
      proposal: 'pivot',
      proposalReason: 'Le public n’est pas le bon.',
      indicators: whole.indicators.map((one) => ({ ...one, kind: 'use' })),
    });
    const { words } = await print('dossiers', whole, pivot);
    expect(words.indexOf('Sommaire')).toBeLessThan(words.indexOf('Accélération'));
    expect(words).toContain('Bêta Accélération · déposé le 7 juin 2026 L’équipe propose de pivoter');
    expect(words).toContain('Aucun indicateur d’impact');
  });

  it('prints whatever people type, and runs none of it', async () => {
    const long = `${'Très long. '.repeat(1_800)}Fin.`.slice(-12_000);
    const hostile = '#panic("x") $x$ \\ *a* <b>i</b> =1+1 \u202Emodnar 😀 مرحبا שלום \n\n- ' + 'x'.repeat(300);
    const { words, facts } = await print(
      'dossier-hostile',
      dossierContent.parse({
        ...whole,
        problem: long,
        learnings: hostile,
        indicators: [{ ...whole.indicators[0], name: hostile, source: hostile }],
        team: [{ profile: hostile, people: 1, daysPerWeek: 5 }],
        objectives: [{ ...whole.objectives[0], text: hostile, result: long, status: null }],
      }),
    );
    expect(words).toContain('#panic("x") $x$ \\ *a* <b>i</b> =1+1 [U+202E]modnar [U+1F600] [U+0645]');
    expect(Number(/Pages:\s+(\d+)/u.exec(facts)?.[1])).toBeGreaterThan(5);
  });

  it('says what is missing of what a committee expects', async () => {
    const { words } = await print('dossier-vide', BLANK_DOSSIER);
    for (const title of ['Le problème et ses usagers', 'Les indicateurs', 'Le budget demandé'])
      expect(words).toContain(`${title} Non renseigné`);
  });
});
