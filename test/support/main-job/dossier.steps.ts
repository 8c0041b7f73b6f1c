import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import { cast, type Player } from './cast.js';
import { type Decided, firstDecision, secondDecision } from './decisions.js';
import { mailTo } from './mails.js';
import { openCommittee } from './planning.steps.js';
import { as, choose, field, linkIn, press, wordsOf, write } from './visiting.js';
import { shoot, type Step, type World } from './world.js';

/** Opens the dossier from the mail that says it is open. */
async function openDossier(world: World, player: Player, { product }: Decided): Promise<Page> {
  const mail = await mailTo(
    world,
    player,
    new RegExp(`^(?:Votre dossier de comité est ouvert|Préparation accélérée) : .*${product.name}`, 'u'),
  );
  const page = await as(world, player, linkIn(mail, 'comites'));
  expect(await wordsOf(page.getByRole('heading', { level: 1 }))).toContain(product.name);
  return page;
}

async function fillIn(page: Page, { recalled, amounts, objectives, blocker }: Decided): Promise<void> {
  await write(page, 'Le problème', 'Un ménage sur trois renonce à ses droits.');
  const objective = page.locator('#objectif-0');
  await write(objective, 'L’objectif', recalled.text);
  await choose(objective, 'Atteint');
  await write(objective, 'Résultat aujourd’hui', recalled.result);
  await write(page, 'En quelques lignes', 'Trente mille dossiers déposés.');
  await indicator(page, 0, ['Dossiers déposés', 'Usage', '30 000', '60 000']);
  await indicator(page, 1, ['Foyers qui touchent leur aide', 'Impact', '21 500', '40 000']);
  await write(page, 'Enseignements', 'La pièce d’identité est le premier motif d’abandon.');
  await write(page, 'Priorité 1', 'Aller chercher les foyers qui ne connaissent pas leurs droits.');
  for (const [index, [text, criterion]] of objectives.entries()) {
    const next = page.locator(`#objectif-a-venir-${index}`);
    await write(next, 'L’objectif', text);
    await write(next, 'À quoi il se verra dans six mois', criterion);
  }
  for (const [line, typed] of amounts) await write(page, `${line} : demandé`, typed);
  if (blocker) await write(page, 'Blocage 1', blocker.what);
}

async function indicator(
  page: Page,
  index: number,
  [name, kind, today, target]: readonly [string, string, string, string],
): Promise<void> {
  const row = page.locator(`#indicateur-${index}`);
  await write(row, 'Ce qu’il mesure', name);
  await field(row, 'Nature').selectOption({ label: kind });
  await write(row, 'Aujourd’hui', today);
  await write(row, 'Cible dans six mois', target);
}

async function submit(world: World, player: Player, decided: Decided): Promise<void> {
  const page = await openDossier(world, player, decided);
  await press(page, 'Déposer le dossier');
  expect(await wordsOf(page.getByRole('status'))).toContain('Le dossier est déposé.');
  await shoot(world, page, 'dossier-depose');
}

/** The first team hands in its dossier in two sittings of its own. */
export const dossierSteps: readonly Step[] = [
  {
    name: 'a team logs in from its mail and fills in its dossier',
    async run(world) {
      const page = await openDossier(world, cast.intrapreneur, firstDecision);
      await shoot(world, page, 'dossier-vide');
      await fillIn(page, firstDecision);
      await press(page, 'Enregistrer');
      expect(await wordsOf(page.getByRole('status'))).toContain('Vos réponses sont enregistrées.');
      expect(await wordsOf(page.locator('#budget'))).toContain(firstDecision.total);
      await shoot(world, page, 'dossier-rempli');
    },
  },
  {
    name: 'the team submits its dossier, and the committee’s page says so',
    async run(world) {
      await submit(world, cast.intrapreneur, firstDecision);
      const page = await openCommittee(world);
      const row = page.locator('#ordre-du-jour').getByRole('row').filter({ hasText: firstDecision.product.name });
      expect(await wordsOf(row)).toContain('Déposé');
      await shoot(world, page, 'comite-en-preparation');
    },
  },
];

/** The second team is late. */
export const lateDossierSteps: readonly Step[] = [
  {
    name: 'the late team fills in its dossier and submits it',
    async run(world) {
      const page = await openDossier(world, cast.otherIntrapreneur, secondDecision);
      await fillIn(page, secondDecision);
      await press(page, 'Enregistrer');
      await submit(world, cast.otherIntrapreneur, secondDecision);
    },
  },
];
