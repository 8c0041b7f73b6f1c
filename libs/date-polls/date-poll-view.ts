import { type CommitteeView, holdersOf } from '#libs/committees/index.js';
import { MANDATORY_ROLES, type Role } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';
import type { PollOption } from '#workflows/date-poll/index.js';

import type { DateAnswer } from './date-poll-answer.row.js';

export interface MemberDates {
  readonly answeredAt: Instant;
  /** By option; a date proposed that they said nothing of is not there. */
  readonly answers: Readonly<Record<string, DateAnswer>>;
}

export interface DatePollView {
  readonly id: string;
  readonly committeeId: string;
  readonly createdBy: string;
  /** `open`, `answered`, `chosen`, `abandoned`. */
  readonly state: string;
  /** Earliest first. */
  readonly options: readonly PollOption[];
  readonly closesAt: Instant;
  readonly chosen: string | null;
  /** By member. */
  readonly answered: ReadonlyMap<string, MemberDates>;
}

/** One date as the answers make it look. */
export interface WeighedOption extends PollOption {
  readonly yes: number;
  readonly maybe: number;
  readonly no: number;
  readonly silent: number;
  /** Roles that must be there, and would not be: all who hold them for a product say no. */
  readonly missing: readonly { readonly role: Role; readonly productName: string }[];
  /** Roles that must be there, of which nobody has said yes nor maybe yet. */
  readonly unknown: readonly { readonly role: Role; readonly productName: string }[];
}

export const isRunning = ({ state }: Pick<DatePollView, 'state'>): boolean => state === 'open' || state === 'answered';

/** What each date would be: who comes, and who that must be there would be missing (domain, half-yearly cycle, rule 5). */
export function weigh(
  poll: Pick<DatePollView, 'options' | 'answered'>,
  { members, products }: Pick<CommitteeView, 'members' | 'products'>,
): readonly WeighedOption[] {
  return poll.options.map((option) => {
    const answerOf = (memberId: string) => poll.answered.get(memberId)?.answers[option.optionId];
    const count = (answer: DateAnswer | undefined) => members.filter(({ id }) => answerOf(id) === answer).length;
    const lacking = products.flatMap((product) =>
      MANDATORY_ROLES.flatMap((role) => {
        const answers = holdersOf(members, role, product.id).map(({ id }) => answerOf(id));
        if (answers.some((answer) => answer === 'yes' || answer === 'maybe')) return [];
        const isMissing = answers.length > 0 && answers.every((answer) => answer === 'no');
        return [{ role, productName: product.name, isMissing }];
      }),
    );
    return {
      ...option,
      yes: count('yes'),
      maybe: count('maybe'),
      no: count('no'),
      silent: count(undefined),
      missing: lacking.filter(({ isMissing }) => isMissing),
      unknown: lacking.filter(({ isMissing }) => !isMissing),
    };
  });
}

/** The date to look at first: the fewest missing that must be there, then the most who come. Undefined before any answer. */
export function best(options: readonly WeighedOption[]): WeighedOption | undefined {
  const [first] = options.toSorted(
    (a, b) =>
      a.missing.length - b.missing.length || a.no - b.no || b.yes - a.yes || a.startsAt.localeCompare(b.startsAt),
  );
  return first && first.yes + first.maybe > 0 ? first : undefined;
}
