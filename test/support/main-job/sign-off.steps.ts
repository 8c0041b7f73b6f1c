import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import { horizontalOverflow } from '../browser.js';
import { cast, type Player } from './cast.js';
import { type Decided, firstDecision, secondDecision } from './decisions.js';
import { mailTo, wordsIn } from './mails.js';
import { untilRecordSays } from './record.steps.js';
import type { ReadMail } from './trial-mailbox.js';
import { as, changesNothing, choose, codeIn, field, linkIn, press, wordsOf, write } from './visiting.js';
import { shoot, type Step, stranger, type World } from './world.js';

const SPONSOR_RESERVATION = 'Sous réserve d’un point d’étape en juin.';
const DECLINE_REASON = 'Le budget de la direction ne le permet plus cette année.';

const asking = (world: World, player: Player, { product }: Decided): Promise<ReadMail> =>
  mailTo(world, player, new RegExp(`^Votre réponse est attendue : ${product.name}`, 'u'));

/** Opens what the mail asks for, as somebody without account. */
async function openLink(world: World, mail: ReadMail, screen?: { width: number; height: number }): Promise<Page> {
  const page = await stranger(world, screen);
  await page.goto(`${world.address()}${linkIn(mail, 'signature')}`);
  return page;
}

async function answer(page: Page, choice: string, code: string, comment = ''): Promise<void> {
  await choose(page, choice);
  await write(page, 'Réserves, modifications ou motif', comment);
  await write(page, 'Code à six chiffres', code);
  await press(page, 'Enregistrer ma réponse');
}

const wrong = (code: string): string => String((Number(code.replaceAll(/\D/gu, '')) + 1) % 1_000_000).padStart(6, '0');

/** Two sponsors sign, each from a mail; the record is sealed and what was decided takes effect. */
export const signOffSteps: readonly Step[] = [
  {
    name: 'a sponsor’s mail says what is decided; its link may be opened by anybody, any number of times',
    async run(world) {
      const mail = await asking(world, cast.director, firstDecision);
      const words = wordsIn(mail);
      for (const said of [firstDecision.phase, firstDecision.total, firstDecision.reservation ?? ''])
        expect(words).toContain(said);
      expect(mail.attachments.map(({ content }) => content.subarray(0, 5).toString())).toEqual(['%PDF-']);
      await changesNothing(world, linkIn(mail, 'signature'));
      const page = await openLink(world, mail);
      expect(await page.context().cookies()).toEqual([]);
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
      expect(await wordsOf(page.getByRole('main'))).toContain(firstDecision.total);
      await shoot(world, page, 'signature');
      await page.context().close();
    },
  },
  {
    name: 'a wrong code signs nothing',
    async run(world) {
      const mail = await asking(world, cast.director, firstDecision);
      const page = await openLink(world, mail);
      await answer(page, 'J’approuve', wrong(codeIn(mail)));
      expect(await wordsOf(page.getByRole('main'))).toContain('Ce code n’est pas celui du courriel.');
      expect(await field(page, 'J’approuve').isChecked()).toBe(true);
      await shoot(world, page, 'signature-code-errone');
      await page.context().close();
      await untilRecordSays(world, firstDecision, 'Étape 3 sur 4');
    },
  },
  {
    name: 'the sponsor approves with reservations, once: a second answer changes nothing',
    async run(world) {
      const mail = await asking(world, cast.director, firstDecision);
      const page = await openLink(world, mail);
      const second = await openLink(world, mail);
      await answer(page, 'J’approuve avec réserves', codeIn(mail), SPONSOR_RESERVATION);
      expect(await wordsOf(page.getByRole('status'))).toContain('Votre réponse est enregistrée');
      await shoot(world, page, 'signature-enregistree');
      await answer(second, 'Je refuse', codeIn(mail), 'Trop tard.');
      expect(await wordsOf(second.getByRole('main'))).toContain('Déjà enregistré');
      expect(await wordsOf(second.getByRole('main'))).toContain(SPONSOR_RESERVATION);
      await page.context().close();
      await second.context().close();
    },
  },
  {
    name: 'the other sponsor approves on a phone',
    async run(world) {
      const mail = await asking(world, cast.funder, firstDecision);
      const page = await openLink(world, mail, { width: 390, height: 844 });
      expect(await horizontalOverflow(page)).toBe(0);
      await shoot(world, page, 'signature-telephone');
      await answer(page, 'J’approuve', codeIn(mail));
      expect(await wordsOf(page.getByRole('status'))).toContain('Votre réponse est enregistrée');
      await page.context().close();
    },
  },
  {
    name: 'the record is sealed, and delivered to the team and the sponsors',
    async run(world) {
      const page = await untilRecordSays(world, firstDecision, 'Cachet électronique');
      expect(await wordsOf(page.getByRole('main'))).toContain(SPONSOR_RESERVATION);
      await shoot(world, page, 'releve-scelle');
      for (const player of [
        cast.intrapreneur,
        cast.developer,
        cast.coach,
        cast.director,
        cast.funder,
        cast.lead,
        cast.dinum,
      ]) {
        const mail = await mailTo(world, player, /^Aides simples : décision validée du comité/u);
        expect(mail.attachments.map(({ filename }) => filename)).toEqual([
          expect.stringMatching(/^releve-de-decision-.+\.pdf$/u),
        ]);
      }
    },
  },
];

/** The sponsor of the second product does not want it. */
export const declineSteps: readonly Step[] = [
  {
    name: 'the sponsor of the second product declines with a reason, and everyone is told',
    async run(world) {
      const mail = await asking(world, cast.owner, secondDecision);
      const page = await openLink(world, mail);
      await answer(page, 'Je refuse', codeIn(mail));
      expect(await wordsOf(page.getByRole('main'))).toContain('Écrivez le motif de votre refus');
      await answer(page, 'Je refuse', codeIn(mail), DECLINE_REASON);
      expect(await wordsOf(page.getByRole('status'))).toContain('Votre réponse est enregistrée');
      await page.context().close();
      for (const player of [cast.lead, cast.manager, cast.dinum, cast.operations, cast.coach, cast.otherIntrapreneur]) {
        const told = await mailTo(world, player, /^Relevé refusé : Permis clair/u);
        expect(wordsIn(told)).toContain(DECLINE_REASON);
      }
    },
  },
  {
    name: 'the second product stays where it was, without envelope, and owes a committee',
    async run(world) {
      const page = await as(world, cast.lead, world.paths.get(`product:${secondDecision.product.name}`));
      const words = await wordsOf(page.getByRole('main'));
      expect(words).toContain('Construction depuis le');
      expect(words).toContain('Planifier un comité');
      expect(await page.locator('#enveloppes').count()).toBe(0);
      await shoot(world, page, 'produit-refuse');
    },
  },
];
