import type { Instant } from '#libs/kernel/index.js';

import type { AdjustmentEvent, Adjustments } from '../contract/index.js';

export interface PollOption {
  readonly optionId: string;
  readonly startsAt: Instant;
}

export interface DatePollContext {
  readonly pollId: string;
  readonly committeeId: string;
  readonly options: readonly PollOption[];
  /** When those who have not answered are reminded; null when there is no time for it, or when they were. */
  readonly remindAt: Instant | null;
  /** When the lead is told what was answered. Answers are taken until a date is chosen. */
  readonly closesAt: Instant;
  readonly chosen: string | null;
  readonly adjustments: Adjustments;
}

export type DatePollEvent =
  | AdjustmentEvent
  | ({ readonly at: Instant } & (
      | {
          readonly type: 'poll.opened';
          readonly committeeId: string;
          readonly options: readonly PollOption[];
          readonly remindAt: Instant | null;
          readonly closesAt: Instant;
        }
      | { readonly type: 'reminder.reached' }
      | { readonly type: 'closing.reached' }
      /** Everybody who was asked has answered. */
      | { readonly type: 'answers.completed' }
      /** `moves`: false when the committee has that very date already. */
      | { readonly type: 'date.chosen'; readonly optionId: string; readonly moves: boolean }
      | { readonly type: 'poll.abandoned'; readonly reason: string }
      | { readonly type: 'dates.passed' }
    ));

/** The case before anything happened to it. */
export const newPoll = (pollId: string): DatePollContext => ({
  pollId,
  committeeId: '',
  options: [],
  remindAt: null,
  closesAt: '0001-01-01T00:00:00.000Z',
  chosen: null,
  adjustments: {},
});

/** Fewer leave no choice; more, and nobody reads them all. */
export const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 10;

/** When the last of the dates proposed will be past. */
export const lastOption = ({ options }: DatePollContext): Instant =>
  options
    .map(({ startsAt }) => startsAt)
    .toSorted((a, b) => a.localeCompare(b))
    .at(-1) ?? '';
