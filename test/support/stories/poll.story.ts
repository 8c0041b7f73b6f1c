import type { Instant } from '#libs/kernel/index.js';
import { datePoll, type DatePollContext } from '#workflows/date-poll/index.js';

import { Play, type Said } from '../machines.js';

const OPENED: Instant = '2026-05-04T09:00:00.000Z';
export const OPTIONS = [
  { optionId: 'd1', startsAt: '2026-06-15T12:00:00.000Z' },
  { optionId: 'd2', startsAt: '2026-06-18T08:00:00.000Z' },
  { optionId: 'd3', startsAt: '2026-06-22T08:00:00.000Z' },
] as const;

export const opened = (changes: Readonly<Record<string, unknown>> = {}): Said => ({
  type: 'poll.opened',
  committeeId: 'c1',
  options: OPTIONS,
  remindAt: '2026-05-13T06:00:00.000Z',
  closesAt: '2026-05-18T21:59:00.000Z',
  ...changes,
});
export const chosen = (optionId = 'd2', moves = true): Said => ({ type: 'date.chosen', optionId, moves });
export const completed: Said = { type: 'answers.completed' };
export const abandoned: Said = { type: 'poll.abandoned', reason: 'Le sponsor a changé' };

export const aPoll = (): Play<DatePollContext> => new Play<DatePollContext>(datePoll, 'poll1', OPENED);
export const anOpenPoll = (): Play<DatePollContext> => aPoll().say(opened());
export const anAnsweredPoll = (): Play<DatePollContext> => anOpenPoll().say(completed, '2026-05-07T09:00:00.000Z');

/** One play per state of the poll. */
export const pollStories = (): Readonly<Record<string, Play<DatePollContext>>> => ({
  proposed: aPoll(),
  open: anOpenPoll(),
  answered: anAnsweredPoll(),
  chosen: anAnsweredPoll().say(chosen()),
  abandoned: anOpenPoll().say(abandoned),
});
