import type { Page } from 'playwright-core';

import { axeViolations, duplicateIds, horizontalOverflow } from './browser.js';

/** What is wrong with a page, each thing in words; nothing is what one wants. */
export async function faultsOf(
  page: Page,
  url: string,
  { kilobytes, status = 200 }: { readonly kilobytes: number; readonly status?: number },
): Promise<readonly string[]> {
  const faults: string[] = [];
  const weighed: Promise<number>[] = [];
  const onConsole = (message: { type(): string; text(): string }): void => {
    // The browser itself complains of every page that is not found, even one that is looked for.
    if (message.type() === 'error' && status === 200) faults.push(`console: ${message.text()}`);
  };
  const onError = (error: Error): void => void faults.push(`script: ${error.message}`);
  const onFinished = (request: { sizes(): Promise<Sizes> }): void => void weighed.push(request.sizes().then(received));
  page.on('console', onConsole).on('pageerror', onError).on('requestfinished', onFinished);
  const response = await page.goto(url, { waitUntil: 'load' });
  if (response?.status() !== status) faults.push(`status: ${response?.status()}`);
  // Fonts are asked for once the style is known.
  await page.evaluate(async () => document.fonts.ready);
  page.off('console', onConsole).off('pageerror', onError).off('requestfinished', onFinished);
  const bytes = (await Promise.all(weighed)).reduce((sum, each) => sum + each, 0);
  if (bytes > kilobytes * 1000) faults.push(`weight: ${Math.ceil(bytes / 1000)} kB`);
  faults.push(...(await axeViolations(page)).map((violation) => `axe: ${violation}`));
  faults.push(...(await duplicateIds(page)).map((id) => `id twice: ${id}`));
  const overflow = await horizontalOverflow(page);
  if (overflow > 0) faults.push(`wider than the window by ${overflow} px: ${await widest(page)}`);
  return faults;
}

/** What sticks out of the window, outermost first. */
async function widest(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *:not(.fr-sr-only *)')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
      .slice(0, 4)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} « ${element.textContent} »`)
      .join(', '),
  );
}

interface Sizes {
  readonly responseHeadersSize: number;
  readonly responseBodySize: number;
}

const received = ({ responseHeadersSize, responseBodySize }: Sizes): number => responseHeadersSize + responseBodySize;
