import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { contentSecurityPolicy, readAssets } from '#libs/ui/index.js';

import {
  axeViolations,
  duplicateIds,
  horizontalOverflow,
  openBrowser,
  openPage,
  screens,
  screenshot,
} from '../support/browser.js';
import { formGallery, signOffGallery } from '../support/ui-form-gallery.js';
import { contentGallery } from '../support/ui-gallery.js';

const galleries: Readonly<Record<string, () => string>> = {
  contenu: contentGallery,
  formulaire: formGallery,
  signature: signOffGallery,
};

/** Kept only when somebody wants to look. */
const pictures = process.env['UI_SCREENSHOTS'];

let server: Server;
let origin: string;
let browser: Browser;
/** Bytes on the wire by gallery, everything it loads included. */
let weight = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const asset = readAssets().get(path);
    const page = galleries[path.slice(1)];
    const body = asset?.body ?? (page ? Buffer.from(page()) : undefined);
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = asset?.type ?? 'text/html; charset=utf-8';
    const sent = type === 'font/woff2' ? body : gzipSync(body);
    weight += sent.length;
    response
      .writeHead(200, {
        'Content-Type': type,
        'Content-Security-Policy': contentSecurityPolicy,
        ...(type === 'font/woff2' ? {} : { 'Content-Encoding': 'gzip' }),
      })
      .end(sent);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Opens a gallery and gathers what the browser refused or could not load. */
async function visit(name: string, screen: (typeof screens)[number]): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPage(browser, screen);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  await page.goto(`${origin}/${name}`, { waitUntil: 'networkidle' });
  return { page, complaints };
}

const laptop = { width: 1280, height: 900, scheme: 'light' } as const;
const phone = { width: 390, height: 844, scheme: 'light' } as const;

describe.each(Object.keys(galleries))('the gallery « %s »', (name) => {
  it.each(screens)('is accessible and fits at $width px, $scheme', async (screen) => {
    const { page, complaints } = await visit(name, screen);
    if (pictures) await screenshot(page, `${pictures}/${name}-${screen.width}-${screen.scheme}.png`);
    expect(await axeViolations(page)).toEqual([]);
    expect(await duplicateIds(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('reflows at 320 px', async () => {
    const { page } = await visit(name, { ...phone, width: 320 });
    expect(await horizontalOverflow(page)).toBe(0);
    await page.context().close();
  });

  it('weighs little on the wire', async () => {
    weight = 0;
    const { page } = await visit(name, phone);
    expect(weight).toBeLessThan(name === 'signature' ? 40_000 : 100_000);
    await page.context().close();
  });
});

/** What Tab reaches, in order, by its words. */
async function tabThrough(page: Page, count: number): Promise<readonly string[]> {
  const reached: string[] = [];
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id || ''),
    );
  }
  return reached;
}

describe('with the keyboard alone', () => {
  it('people skip to the content, or go through the header from left to right and down', async () => {
    const { page } = await visit('contenu', laptop);
    expect(await tabThrough(page, 8)).toEqual([
      'Contenu',
      'Menu',
      'Pied de page',
      'Jalon — accueil',
      'Camille Lavigne — mon compte',
      'Se déconnecter',
      'Tableau de bord',
      'Portefeuille',
    ]);
    await page.context().close();
  });

  it('the skip link shows itself and leads to the content', async () => {
    const { page } = await visit('contenu', laptop);
    await page.keyboard.press('Tab');
    const box = await page.getByRole('link', { name: 'Contenu', exact: true }).boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');
    await page.context().close();
  });

  it('the menu of a phone opens and closes without script', async () => {
    const { page } = await visit('contenu', phone);
    const link = page.getByRole('link', { name: 'Calendrier' });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    expect(await link.isVisible()).toBe(true);
    if (pictures) await page.screenshot({ path: `${pictures}/menu-390.png` });
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await link.isVisible()).toBe(false);
    await page.context().close();
  });

  it('a refused form takes the focus to its errors, and each error to its field', async () => {
    const { page } = await visit('formulaire', laptop);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('erreurs');
    await page.getByRole('link', { name: 'Dites ce que le comité décide sur les moyens.' }).click();
    await page.keyboard.press('Space');
    expect(await page.getByRole('radio', { name: /même budget/u }).isChecked()).toBe(true);
    await page.context().close();
  });

  it('nothing is chosen beforehand where a decision is asked for', async () => {
    const { page } = await visit('signature', phone);
    expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
    await page.context().close();
  });
});

describe('on paper', () => {
  it('a page leaves out what cannot be pressed, and is black on white whatever the screen', async () => {
    const { page } = await visit('contenu', { ...laptop, scheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    if (pictures) await screenshot(page, `${pictures}/papier.png`);
    expect(await page.getByRole('navigation', { name: 'Menu principal' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Principal', exact: true }).isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    await page.context().close();
  });
});
