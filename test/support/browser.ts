import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A real Chromium, silent on the network but for what pages ask of it. Close it after the tests. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type Scheme = 'light' | 'dark';

/** The screens every page is checked on: a laptop and a phone, by day and by night. */
export const screens: readonly { readonly width: number; readonly height: number; readonly scheme: Scheme }[] = [
  { width: 1280, height: 900, scheme: 'light' },
  { width: 1280, height: 900, scheme: 'dark' },
  { width: 390, height: 844, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
];

/** The two that differ most, for the states of a page that is seen on all four elsewhere: layout by day on a phone, colours by night. */
export const contrastingScreens = screens.filter(({ width, scheme }) => (width === 390) === (scheme === 'light'));

/** A fresh French visitor: own cookies, own storage. */
export async function openPage(
  browser: Browser,
  screen: { readonly width: number; readonly height: number; readonly scheme?: Scheme } = { width: 1280, height: 900 },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: screen.width, height: screen.height },
    colorScheme: screen.scheme ?? 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  return context.newPage();
}

/**
 * What axe holds against the page shown, one line each: « rule: selector: why ». Empty is clean.
 * Rules: WCAG 2.1 A and AA, and axe's best practices; in the dark, those of colour alone, for the page is otherwise the same.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const axe = new AxeBuilder({ page });
  const { violations } = await (
    dark
      ? axe.withRules(['color-contrast', 'link-in-text-block'])
      : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
  ).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary?.replaceAll(/\s+/gu, ' ') ?? ''}`,
    ),
  );
}

/** How many pixels the page is wider than its window; 0 is what people want. */
export function horizontalOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Ids that stand more than once in the page. */
export function duplicateIds(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
}

/** The whole page as a PNG; makes the folder. */
export async function screenshot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}
