import { type Instant } from '#libs/kernel/index.js';
import { type CalendarPart, invitation, type Mailbox } from '#libs/mail/index.js';
import { MANDATORY_ROLES } from '#libs/identity/index.js';

import { endOf } from './checklist.js';
import type { CommitteeMember, CommitteeView } from './committee-view.js';
import { agenda, frenchTime, productNames } from './mails/parts.js';

/** The same for every mail about one committee, so that calendars follow it from date to date. */
export const calendarUid = (committeeId: string): string => `${committeeId}@comites.jalon`;

/** Which committee a calendar speaks of; undefined when it is none of ours. */
export const committeeIdOf = (uid: string): string | undefined =>
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@comites\.jalon$/u.exec(uid.toLowerCase())?.[1];

/**
 * A committee as one person's calendar entry.
 * @param sequence rises with each change that people are told; see the case's context.
 */
export function committeeCalendar(
  committee: CommitteeView,
  member: (Pick<CommitteeMember, 'person' | 'capacity'> & Partial<Pick<CommitteeMember, 'standsFor'>>) | undefined,
  event: {
    readonly method: 'REQUEST' | 'CANCEL';
    readonly sequence: number;
    readonly organizer: Mailbox;
    readonly now: Instant;
    readonly takesPlace?: boolean;
  },
): CalendarPart {
  const { id, startsAt, place, videoUrl } = committee;
  return invitation({
    uid: calendarUid(id),
    ...event,
    start: startsAt,
    end: endOf(committee),
    summary: `Comité d’investissement\u00A0: ${productNames(committee)}`,
    description: agenda(committee)
      .map((item) => `${frenchTime(item.startsAt)}\u00A0: ${item.name}`)
      .join('\n'),
    ...(place === null && videoUrl === null ? {} : { location: place ?? videoUrl ?? '' }),
    ...(videoUrl === null ? {} : { url: videoUrl }),
    attendees: member
      ? [
          {
            name: member.person.name,
            email: member.person.email,
            optional: ![member.capacity, ...(member.standsFor ?? []).map(({ capacity }) => capacity)].some((role) =>
              MANDATORY_ROLES.includes(role),
            ),
          },
        ]
      : [],
  });
}
