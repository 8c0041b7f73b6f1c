import { de, frenchDate, frenchDateTime, parisDate } from '#libs/kernel/index.js';
import type { Letter } from '#libs/mail/index.js';

import { committeeCalendar } from '../committee-calendar.js';
import type { CommitteeView } from '../committee-view.js';
import type { FormerMember } from '../member-changes.reader.js';
import { type MailFrame, productNames } from './parts.js';

/** Why somebody is no longer expected on that day. */
export type CancellationCause =
  | { readonly kind: 'cancelled' | 'postponed'; readonly reason: string }
  | { readonly kind: 'removed'; readonly takesPlace: boolean };

/** Takes the committee out of one person's calendar, and says why. */
export function cancellationMail(
  frame: MailFrame,
  committee: CommitteeView,
  member: FormerMember,
  { cause, sequence }: { cause: CancellationCause; sequence: number },
): Letter {
  const products = productNames(committee);
  const title = `comité d’investissement du ${frenchDate(parisDate(committee.startsAt))} (${products})`;
  const when = frenchDateTime(committee.startsAt);
  const takesPlace = cause.kind === 'removed' && cause.takesPlace;
  const words = {
    cancelled: {
      subject: `Annulé\u00A0: ${title}`,
      text: `Le comité d’investissement ${de(products)}, prévu le ${when}, est annulé.`,
      next: 'Vous n’avez rien à faire\u00A0: il est retiré de votre agenda.',
    },
    postponed: {
      subject: `Reporté\u00A0: ${title}`,
      text: `Le comité d’investissement ${de(products)}, prévu le ${when}, est reporté à une date qui reste à fixer.`,
      next: 'Il est retiré de votre agenda\u202F; une nouvelle invitation suivra.',
    },
    removed: {
      subject: `Vous n’êtes plus attendu·e\u00A0: ${title}`,
      text: `Votre présence n’est plus demandée au comité d’investissement ${de(products)}, le ${when}.${takesPlace ? ' Le comité a bien lieu.' : ''}`,
      next: 'Il est retiré de votre agenda.',
    },
  }[cause.kind];
  return {
    ...(frame.replyTo ? { replyTo: frame.replyTo } : {}),
    subject: words.subject,
    blocks: [
      { type: 'paragraph', text: words.text },
      ...('reason' in cause ? [{ type: 'facts' as const, rows: [{ label: 'Motif', value: cause.reason }] }] : []),
      { type: 'paragraph', text: words.next },
    ],
    reason: 'Vous recevez ce message parce que vous étiez convié·e à ce comité.',
    calendar: committeeCalendar(committee, member, {
      method: 'CANCEL',
      sequence,
      organizer: frame.organizer,
      now: frame.now,
      takesPlace,
    }),
  };
}
