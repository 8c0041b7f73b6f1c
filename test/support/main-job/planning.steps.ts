import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import { parisDate } from '#libs/kernel/index.js';

import { calendarOf } from '../committees.builders.js';
import { cast, FIRST, type Player, SECOND } from './cast.js';
import { mailTo, quiet } from './mails.js';
import { as, choose, expectTitle, field, linkIn, logIn, plain, press, wordsOf, write } from './visiting.js';
import { shoot, sittingAt, type Step, stranger, type World } from './world.js';

const PLACE = '20 avenue de Ségur, Paris 7e, salle Rome';
const INVITATION = /^Comité d’investissement du .* : Aides simples et Permis clair$/u;

/** Who is invited in the end: everybody but operations, who hear of decisions and do not sit. */
export const invited: readonly Player[] = Object.values(cast).filter((player) => player !== cast.operations);

/** Opens the committee of the main job. */
export async function openCommittee(world: World, player: Player = cast.lead, under = ''): Promise<Page> {
  const path = world.paths.get('committee');
  if (path === undefined) throw new Error('no committee was planned');
  return as(world, player, `${path}${under}`);
}

/** From logging in to invitations answered. */
export const planningSteps: readonly Step[] = [
  {
    name: 'the incubator’s lead logs in from a mail, and sees what awaits',
    async run(world) {
      const page = await logIn(world, cast.lead);
      await shoot(world, page, 'tableau-de-bord-debut');
      expect(await wordsOf(page.getByRole('main'))).toContain(FIRST.name);
    },
  },
  {
    name: 'the lead opens a product of the portfolio',
    async run(world) {
      const page = await as(world, cast.lead, '/tableau-de-bord');
      await page.getByRole('link', { name: 'Portefeuille', exact: true }).first().click();
      await shoot(world, page, 'portefeuille');
      await page.getByRole('link', { name: FIRST.name, exact: true }).click();
      await expectTitle(page, FIRST.name);
      await shoot(world, page, 'produit-debut');
      world.paths.set(`product:${FIRST.name}`, new URL(page.url()).pathname);
      await page.goto(`${world.address()}/portefeuille`);
      await page.getByRole('link', { name: SECOND.name, exact: true }).click();
      world.paths.set(`product:${SECOND.name}`, new URL(page.url()).pathname);
    },
  },
  {
    name: 'the lead plans a committee for two products, and is warned that a sponsor is missing',
    async run(world) {
      const page = await as(world, cast.lead, world.paths.get(`product:${FIRST.name}`));
      await page.getByRole('link', { name: 'Planifier un comité', exact: true }).click();
      expect(await field(page, FIRST.name).isChecked()).toBe(true);
      await choose(page, SECOND.name);
      await write(page, 'Date', parisDate(sittingAt(world)));
      await write(page, 'Heure de début', '14:00');
      await write(page, 'Lieu', PLACE);
      await press(page, 'Mettre à jour l’aperçu');
      expect(await wordsOf(page.getByRole('main'))).toContain(`${SECOND.name} : aucun sponsor n’est connu.`);
      await shoot(world, page, 'planifier');
      await write(page, 'Nom, personne 1', cast.user.name);
      await write(page, 'Adresse électronique, personne 1', cast.user.email);
      await press(page, 'Planifier le comité');
      world.paths.set('committee', new URL(page.url()).pathname);
      expect(await wordsOf(page.getByRole('main'))).toContain(`${SECOND.name} : aucun sponsor n’est connu.`);
      await shoot(world, page, 'comite-planifie');
    },
  },
  {
    name: 'the lead adds the sponsor who was missing',
    async run(world) {
      const page = await openCommittee(world);
      const form = page.locator('#ajouter');
      await write(form, 'Nom', cast.owner.name);
      await write(form, 'Adresse électronique', cast.owner.email);
      expect(await field(form, 'En tant que').inputValue()).toMatch(/^sponsor:/u);
      await press(form, 'Ajouter');
      const words = await wordsOf(page.getByRole('main'));
      expect(words).not.toContain('Quelqu’un manque');
      expect(words).toContain(cast.owner.name);
    },
  },
  {
    name: 'the lead convenes: nobody has heard of the committee before',
    async run(world) {
      for (const player of invited) {
        const mails = await world.mails(player.email);
        expect(mails.filter(({ subject }) => INVITATION.test(plain(subject)))).toEqual([]);
      }
      const page = await openCommittee(world);
      await press(page, 'Envoyer les convocations');
      expect(await wordsOf(page.getByRole('status'))).toContain('Convocations envoyées');
      await shoot(world, page, 'comite-convoque');
    },
  },
  {
    name: 'each member receives one invitation, which their calendar understands',
    async run(world) {
      for (const player of invited) {
        const calendar = calendarOf(await mailTo(world, player, INVITATION));
        expect(calendar).toMatchObject({
          method: 'REQUEST',
          startsAt: sittingAt(world),
          minutes: 100,
          location: PLACE,
          attendees: [`mailto:${player.email}`],
        });
      }
      await quiet(world);
      expect((await world.mails(cast.operations.email)).length).toBe(0);
    },
  },
  {
    name: 'a sponsor accepts and a guest declines, from their mails and without account',
    async run(world) {
      for (const [player, answer] of [
        [cast.director, 'J’accepte'],
        [cast.user, 'Je décline'],
      ] as const) {
        const page = await stranger(world, { width: 390, height: 844 });
        const mail = await mailTo(world, player, INVITATION);
        await page.goto(`${world.address()}${linkIn(mail, 'invitation')}`);
        await shoot(world, page, 'invitation');
        await choose(page, answer);
        await press(page, 'Envoyer ma réponse');
        expect(await wordsOf(page.getByRole('status'))).toContain('Merci, votre réponse est enregistrée');
        await page.context().close();
      }
      const page = await openCommittee(world);
      const answerOf = (name: string) => page.getByRole('row').filter({ hasText: name });
      expect(await wordsOf(answerOf(cast.director.name))).toContain('Accepte');
      expect(await wordsOf(answerOf(cast.user.name))).toContain('Décline');
    },
  },
];
