import type { INestApplicationContext } from '@nestjs/common';

import { People } from '#libs/identity/index.js';
import { Clock } from '#libs/kernel/index.js';
import { Incubators } from '#libs/portfolio/index.js';

import { Story } from './acts/story.js';
import { LEAD } from './cast/people.cast.js';
import { Stage } from './stage.js';

/**
 * Fills a database that holds no incubator with the demonstration: everything in one transaction, so that whatever dies on
 * the way leaves nothing behind. Changes nothing in any other database.
 * @param services of a process in which nobody works yet.
 * @returns whether it was filled.
 */
export async function furnishDemonstration(services: INestApplicationContext): Promise<boolean> {
  if ((await services.get(Incubators, { strict: false }).all()).length > 0) return false;
  const now = services.get(Clock, { strict: false }).now();
  await Stage.play(services, Story.begins(now), async (stage) => new Story(stage, now).play());
  return true;
}

/** The address by which to enter the demonstration, in a database that holds it. */
export async function demonstrationLogin(services: INestApplicationContext): Promise<string | undefined> {
  const lead = await services.get(People, { strict: false }).byEmail(LEAD.email);
  return lead?.email;
}
