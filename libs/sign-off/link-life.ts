import { addWorkingDays, type Instant, parisDate, parisInstant, addDays } from '#libs/kernel/index.js';
import { answerBy, answererOf, mayAnswer, type RecordContext } from '#workflows/deliberation-record/index.js';

import type { DeadReason } from './sign-off.errors.js';
import { forgotten } from './sign-off-facts.reader.js';
import type { SignOffLinkRow } from './sign-off-link.row.js';

/** Working days that a link serves when it is sent about the deadline, or after it. */
const LATE_LINK_WORKING_DAYS = 3;

type Link = Pick<SignOffLinkRow, 'deadReason' | 'version' | 'signatoryId' | 'personId' | 'createdAt'>;

/** What a link is judged by. */
export interface LinkContext {
  readonly state: string;
  readonly context: RecordContext;
}

/**
 * Why a link does not let sign, in the order in which people understand it; null for one that does. Whether an answer was given
 * already is the caller's business: it comes before anything but the withdrawal of the demand.
 */
export function deathOf(link: Link, { state, context }: LinkContext, now: Instant): DeadReason | null {
  if (link.deadReason !== null) return link.deadReason;
  if (context.version !== link.version) return 'new-version';
  const place = context.signatories.find(({ signatoryId }) => signatoryId === link.signatoryId);
  if (!place) return forgotten(context, link);
  if (state !== 'awaitingSignOff') return 'closed';
  if (answererOf(place) !== link.personId) return 'delegated';
  if (place.answer === null && !mayAnswer(context, link.signatoryId)) return 'not-your-turn';
  return now >= expiryOf(link, context) ? 'deadline' : null;
}

/** The end of the last day to answer; of the third working day after a link that was sent later than that. */
function expiryOf({ createdAt }: Pick<Link, 'createdAt'>, context: RecordContext): Instant {
  const late = addWorkingDays(parisDate(createdAt), LATE_LINK_WORKING_DAYS);
  const last = answerBy(context) ?? late;
  return parisInstant(addDays(last > late ? last : late, 1), '00:00');
}
