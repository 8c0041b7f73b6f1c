import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { eventually } from '../eventually.js';
import type { Player } from './cast.js';
import type { ReadMail } from './trial-mailbox.js';
import { shoot, stranger, type World } from './world.js';

const LOGIN_SUBJECT = 'Votre lien de connexion à Jalon';

/** The page that somebody has open, led to a path; they log in when they are not, or no longer. */
export async function as(world: World, player: Player, path = '/tableau-de-bord'): Promise<Page> {
  const open = world.pages.get(player.email);
  if (open) {
    await open.goto(`${world.address()}${path}`);
    if (new URL(open.url()).pathname !== '/connexion') return open;
    await open.context().close();
  }
  const page = await logIn(world, player);
  await page.goto(`${world.address()}${path}`);
  return page;
}

/** Logs in as people do: asks for a link, opens it from the mail, types its code. */
export async function logIn(world: World, player: Player): Promise<Page> {
  const page = await stranger(world);
  await page.goto(`${world.address()}/connexion`);
  await shoot(world, page, 'connexion');
  const before = (await loginMails(world, player)).length;
  await write(page, 'Adresse électronique professionnelle', player.email);
  await press(page, 'Recevoir un lien de connexion');
  let mail: ReadMail | undefined;
  await eventually(async () => {
    const mails = await loginMails(world, player);
    expect(mails.length).toBeGreaterThan(before);
    mail = mails.at(-1);
  });
  const path = linkIn(mail, 'connexion');
  await changesNothing(world, path);
  await page.goto(`${world.address()}${path}`);
  await shoot(world, page, 'connexion-code');
  await write(page, 'Code reçu par courriel', codeIn(mail));
  await press(page, 'Se connecter');
  await expectTitle(page, 'Tableau de bord');
  world.pages.set(player.email, page);
  return page;
}

const loginMails = async ({ mails }: World, { email }: Player): Promise<readonly ReadMail[]> =>
  (await mails(email)).filter(({ subject }) => subject === LOGIN_SUBJECT);

/** A link is followed by machines too: reading it, and its mere head, leaves no cookie and may be repeated. */
export async function changesNothing(world: World, path: string): Promise<void> {
  for (const method of ['HEAD', 'GET', 'GET', 'HEAD']) {
    const response = await fetch(`${world.address()}${path}`, { method, headers: { accept: 'text/html' } });
    await response.arrayBuffer();
    expect([method, response.status, response.headers.getSetCookie()]).toEqual([method, 200, []]);
  }
}

/** The one link of a mail under a path of Jalon, without the address that Jalon had when it was written. */
export function linkIn(mail: ReadMail | undefined, under: string): string {
  const [, path] = new RegExp(`https?://[^/\\s]+(/${under}/[^\\s>]+)`, 'u').exec(mail?.text ?? '') ?? [];
  if (path === undefined) throw new Error(`no link to /${under} in « ${mail?.subject} »`);
  return path;
}

/** The code that stands alone on its line in a mail. */
export function codeIn(mail: ReadMail | undefined): string {
  const [, code] = /^ {4}(\d[\d\s\u00A0\u202F]+)$/mu.exec(mail?.text ?? '') ?? [];
  if (code === undefined) throw new Error(`no code in « ${mail?.subject} »`);
  return code.trim();
}

/** Presses a button by its words. */
export async function press(scope: Page | Locator, name: string): Promise<void> {
  await scope.getByRole('button', { name, exact: true }).first().click();
}

/** The field whose label begins with these words; « (facultatif) » may follow. */
export function field(scope: Page | Locator, label: string): Locator {
  const begins = new RegExp(
    `^\\s*${label.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll(' ', String.raw`\s`)}`,
    'u',
  );
  return scope.getByLabel(begins).and(scope.locator('input, textarea, select')).first();
}

/** Types into a field, replacing what is there. */
export async function write(scope: Page | Locator, label: string, text: string): Promise<void> {
  const control = field(scope, label);
  await unfold(control);
  await control.fill(text);
}

/** Opens whatever is folded around a control. */
async function unfold(control: Locator): Promise<void> {
  const folded = control.locator('xpath=ancestor::details[not(@open)]/summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Chooses a radio button or ticks a box: the label covers the input. */
export async function choose(scope: Page | Locator, label: string): Promise<void> {
  const control = field(scope, label);
  await unfold(control);
  await control.check({ force: true });
}

export async function expectTitle(page: Page, title: string): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
}

/** What the page says, with every kind of space made one. */
export async function wordsOf(scope: Page | Locator): Promise<string> {
  const text = 'goto' in scope ? await scope.locator('body').textContent() : await scope.textContent();
  return plain(text ?? '');
}

/** Spaces of French typography and ends of lines read as spaces. */
export const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
