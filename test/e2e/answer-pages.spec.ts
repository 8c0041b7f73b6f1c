import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { ManageFeeds } from '#libs/calendar-feeds/index.js';
import { TakeInboundMail } from '#libs/calendar-replies/index.js';
import { type CommitteeMember, type InvitationAnswer, RespondToInvitation } from '#libs/committees/index.js';
import { AnswerDatePoll, type DateAnswer, OpenDatePoll } from '#libs/date-polls/index.js';
import type { Person } from '#libs/identity/index.js';
import { addDays, newId, parisInstant } from '#libs/kernel/index.js';

import {
  axeViolations,
  contrastingScreens,
  duplicateIds,
  horizontalOverflow,
  openBrowser,
  openPage,
  screens,
  screenshot,
} from '../support/browser.js';
import { anIncubator, aProduct, calendarOf, convened, planned, secretIn } from '../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';

const DATES = ['2026-06-15', '2026-06-18', '2026-06-22'];

describe('the pages on which people answer, in a browser', () => {
  let jalon: Browsing;
  let browser: Browser;
  let session: string;
  const paths: Record<string, string> = {};

  beforeAll(async () => {
    jalon = await browseCommittees();
    browser = await openBrowser();
    const incubator = await anIncubator(jalon);
    const { lead } = incubator;
    session = (await jalon.logIn(lead)).secret;
    const alpha = await aProduct(jalon, incubator.id, { name: 'Guichet des aides' });
    const committeeId = await convened(jalon, { productIds: [alpha.id], personId: lead.id });
    await jalon.carryOut();
    const invitationOf = async ({ email }: Pick<Person, 'email'>) => secretIn((await jalon.mails(email))[0]);
    const respond = async (person: Pick<Person, 'email'>, answer: InvitationAnswer) =>
      jalon
        .get(RespondToInvitation)
        .execute({ secret: await invitationOf(person), ...answer, idempotencyKey: newId() });
    const deputy = { name: 'Désiré Adjoint', email: 'desire.adjoint@ministere.example' };
    await respond(alpha.sponsor!, { response: 'represented', representative: deputy, reason: 'Conseil des ministres' });
    await respond(incubator.dinum, { response: 'declined', reason: 'En congé cette semaine-là' });
    await jalon.carryOut();
    await forge(calendarOf((await jalon.mails(alpha.coach.email))[0]!).uid, alpha.coach.email);
    await jalon.dataSource.query(`update mail_deliveries set state = 'bounced' where person_id = $1`, [
      alpha.teamMember.id,
    ]);

    const beta = await aProduct(jalon, incubator.id, { name: 'Carte des forêts' });
    const asked = await planned(jalon, { productIds: [beta.id], personId: lead.id, on: '2026-06-30' });
    await jalon.get(OpenDatePoll).execute({
      committeeId: asked,
      dates: DATES.map((date) => parisInstant(date, '10:00')),
      closesOn: addDays(jalon.clock.today(), 14),
      personId: lead.id,
      idempotencyKey: newId(),
    });
    await jalon.carryOut();
    await answerDates(beta.sponsor!, ['no', 'yes', 'maybe']);
    await answerDates(beta.intrapreneur, ['yes', 'yes', 'no']);
    await answerDates(beta.coach, ['yes', 'maybe', 'no']);
    await jalon.get(ManageFeeds).make(lead.id, incubator.id);
    await jalon.get(ManageFeeds).make(incubator.manager.id, incubator.id);
    Object.assign(paths, {
      comite: `/comites/${committeeId}`,
      invitation: `/invitation/${await invitationOf(alpha.intrapreneur)}`,
      'dates-proposer': `/comites/${committeeId}/dates`,
      'dates-comparer': `/comites/${asked}/dates`,
      'dates-repondre': `/dates/${await datesLinkOf(beta.teamMember)}`,
      'mon-compte': '/mon-compte',
    });
  });
  afterAll(async () => {
    await browser.close();
    await jalon.stop();
  });

  const datesLinkOf = async ({ email }: Pick<CommitteeMember['person'], 'email'>): Promise<string> =>
    /\/dates\/([\w-]{43})/u.exec((await jalon.mails(email))[0]?.text ?? '')?.[1] ?? '';

  async function answerDates(person: Person, answers: readonly DateAnswer[]): Promise<void> {
    await jalon.get(AnswerDatePoll).execute({
      secret: await datesLinkOf(person),
      answers: Object.fromEntries(answers.map((answer, index) => [`d${index + 1}`, answer])),
    });
  }

  /** Somebody answers for another: the lead sees it. */
  async function forge(uid: string, attendee: string): Promise<void> {
    const calendar = [
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20260302T090000Z',
      `ATTENDEE;PARTSTAT=DECLINED:mailto:${attendee}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const raw = `From: secretariat@ministere.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${calendar}\r\n`;
    expect(await jalon.get(TakeInboundMail).execute(Buffer.from(raw))).toBe('unrecognised');
  }

  async function open(path: string, screen: (typeof screens)[number], javaScriptEnabled = true): Promise<Page> {
    const page = await openPage(browser, screen, { javaScriptEnabled });
    await page.context().addCookies([{ name: 'jalon_session', value: session, url: jalon.origin }]);
    await page.goto(`${jalon.origin}${path}`);
    return page;
  }

  async function isSound(page: Page, name: string, { width, scheme }: (typeof screens)[number]): Promise<void> {
    const shots = process.env['JALON_SHOTS'];
    if (shots) await screenshot(page, `${shots}/${name}-${width}-${scheme}.png`);
    expect(await horizontalOverflow(page)).toBe(0);
    expect(await duplicateIds(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  }

  it.each(['comite', 'dates-proposer', 'dates-comparer', 'dates-repondre', 'mon-compte'])(
    'are accessible and fit every screen: %s',
    async (name) => {
      for (const screen of contrastingScreens) {
        const page = await open(paths[name] ?? '', screen);
        await isSound(page, name, screen);
        await page.context().close();
      }
    },
    120_000,
  );

  it('ask who represents only of who says so, and tie each error to its field, with JavaScript off', async () => {
    for (const screen of contrastingScreens) {
      const page = await open(paths['invitation'] ?? '', screen, false);
      const email = page.getByLabel('Adresse électronique');
      expect(await email.isVisible()).toBe(false);
      await page.getByText('Je serai représenté·e').click();
      expect(await email.isVisible()).toBe(true);
      await page.getByLabel('Prénom et nom').fill('Rémi Roy');
      await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
      expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Rémi Roy');
      await page.getByRole('link', { name: /Saisissez une adresse complète/u }).click();
      expect(page.url()).toMatch(/#field-representativeEmail$/u);
      await page.context().close();
      const refused = await open(paths['invitation'] ?? '', screen);
      await refused.getByText('Je serai représenté·e').click();
      await refused.getByRole('button', { name: 'Envoyer ma réponse' }).click();
      await isSound(refused, 'invitation-refusee', screen);
      await refused.context().close();
    }
  }, 120_000);

  it('show a secret address once, with JavaScript off', async () => {
    for (const screen of contrastingScreens) {
      const page = await open('/mon-compte', screen, false);
      await page.getByRole('button', { name: /^(?:Créer|Remplacer) l’adresse.*Mes comités/u }).click();
      expect(await page.getByText(/\/agendas\/[\w-]{43}\.ics/u).count()).toBe(1);
      await page.context().close();
    }
  });

  it('let the lead choose a date with JavaScript off', async () => {
    const page = await open(paths['dates-comparer'] ?? '', screens[2]!, false);
    const best = page.getByRole('row', { name: /La plus favorable/u });
    expect(await best.textContent()).toContain('18\u00A0juin 2026');
    await best.getByRole('button', { name: /Choisir/u }).click();
    expect(await page.getByText('Date choisie\u00A0: jeudi 18\u00A0juin 2026 à 10\u00A0h.').count()).toBe(1);
    await page.context().close();
  });
});
