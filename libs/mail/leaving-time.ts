import { addDays, addMilliseconds, type Instant, nextWorkingDay, parisDate, parisInstant } from '#libs/kernel/index.js';

import { MAIL_KINDS, type MailKind } from './mail-kind.js';

/** The hour, in Paris, at which the digest leaves: after the reminders of the morning (8 a.m.), which it takes along. */
const DIGEST_TIME = '08:30';

/** Milliseconds before the digest from which a letter that may wait some minutes waits for it: one mail a morning. */
const NEARLY_DIGEST = 45 * 60_000;

/** The next working morning in Paris on which a digest leaves. */
export function nextDigest(now: Instant): Instant {
  const today = nextWorkingDay(parisDate(now));
  const thisTime = parisInstant(today, DIGEST_TIME);
  return thisTime > now ? thisTime : parisInstant(nextWorkingDay(addDays(today, 1)), DIGEST_TIME);
}

/**
 * When a letter of a kind that may wait leaves.
 * @param hold milliseconds for which letters wait for one another.
 * @param digest its reader wants one mail a morning.
 */
export function leavingTime(kind: MailKind, now: Instant, hold: number, digest: boolean): Instant {
  const soon = addMilliseconds(now, hold);
  if (!digest) return soon;
  const morning = nextDigest(now);
  return MAIL_KINDS[kind].waits === 'digest' || morning <= addMilliseconds(now, NEARLY_DIGEST) ? morning : soon;
}
