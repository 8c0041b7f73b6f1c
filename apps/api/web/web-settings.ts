import type { Application } from 'express';

import type { UiSettings } from '#libs/ui/index.js';

import type { Flashes } from './flash.js';

/** What every page of one application shares. */
export interface WebSettings {
  readonly ui: UiSettings;
  readonly embedded: boolean;
  readonly flashes: Flashes;
}

const KEY = 'jalonWeb';

export function configureWeb(app: Application, settings: WebSettings): void {
  app.locals[KEY] = settings;
}

export function webSettings(app: Application): WebSettings {
  const settings = app.locals[KEY] as WebSettings | undefined;
  if (!settings) throw new Error('configureWeb() comes first');
  return settings;
}
