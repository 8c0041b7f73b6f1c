import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

import { defaultSettings, SettingsProvider, type UiSettings } from './settings.js';

/**
 * The whole document of a `<Page>` or `<PublicPage>`, ready to send as `text/html; charset=utf-8`.
 * Text is escaped by the renderer; nothing in this library writes raw HTML.
 */
export function renderPage(page: VNode, settings: Partial<UiSettings> = {}): string {
  return `<!DOCTYPE html>${renderToString(
    <SettingsProvider value={{ ...defaultSettings, ...settings }}>{page}</SettingsProvider>,
  )}`;
}

/** A piece of a page, for server-sent updates and tests. */
export function renderFragment(fragment: VNode): string {
  return renderToString(fragment);
}
