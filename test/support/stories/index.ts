import type { ProcessName } from '#workflows/index.js';

import type { Play } from '../machines.js';
import { committeeStories } from './committee.story.js';
import { dutyStories } from './duty.story.js';
import { lifecycleStories } from './lifecycle.story.js';
import { pollStories } from './poll.story.js';
import { planStories } from './plan.story.js';
import { recordStories } from './record.story.js';

/** For each process, a plausible play that ends in each of its states, by the path of that state. */
export const stories: Readonly<Record<ProcessName, () => Readonly<Record<string, Play<unknown>>>>> = {
  'product-lifecycle': lifecycleStories,
  'half-year-duty': dutyStories,
  committee: committeeStories,
  'deliberation-record': recordStories,
  'half-year-plan': planStories,
  'date-poll': pollStories,
};
