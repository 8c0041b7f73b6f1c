import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  type Instant,
  parisInstant,
  previousWorkingDay,
} from '#libs/kernel/index.js';

import { openPage } from '../browser.js';
import type { MailReader } from './trial-mailbox.js';

/**
 * Where the main job takes place: browsers, and a Jalon that may be killed and started again between any two steps. Nothing
 * is known of it but its address, its mails and its time.
 */
export interface World {
  readonly browser: Browser;
  readonly mails: MailReader;
  /** `http://127.0.0.1:3000`; may change when Jalon starts again. */
  address(): string;
  /** What time it is for Jalon. */
  now(): Instant;
  /** Moves the time. Absent where time is the machine's: the ladder is then not waited for. */
  readonly advanceTo?: (instant: Instant) => void;
  /** The day on which the main job begins. */
  readonly began: CalendarDate;
  /** How every browser is opened: without JavaScript, say. */
  readonly browsing?: BrowserContextOptions;
  /** Keeps a picture of a page, when somebody wants to look. */
  readonly shoot?: (page: Page, name: string) => Promise<void>;
  /** The page that each person has open, by address. */
  readonly pages: Map<string, Page>;
  /** Paths of what the main job has made: `committee`, `record:Aides simples`. */
  readonly paths: Map<string, string>;
}

/** One thing that people do, or see done. */
export interface Step {
  readonly name: string;
  run(world: World): Promise<void>;
}

/** Days ahead for which the committee is planned: all its ladder is to come. */
const NOTICE_DAYS = 60;

/** When both products sit: with all the notice they should have, or the next day where time cannot be moved. */
export function sittingAt({ began, advanceTo }: Pick<World, 'began' | 'advanceTo'>): Instant {
  const on = advanceTo ? previousWorkingDay(addDays(began, NOTICE_DAYS)) : addWorkingDays(began, 1);
  return parisInstant(on, '14:00');
}

/** How long people look for something on a page. */
const PATIENCE_MS = 10_000;

/** A fresh browser, with nobody logged in. */
export async function stranger(world: World, screen = { width: 1280, height: 900 }): Promise<Page> {
  const page = await openPage(world.browser, screen, world.browsing);
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

export async function shoot(world: World, page: Page, name: string): Promise<void> {
  await world.shoot?.(page, name);
}
