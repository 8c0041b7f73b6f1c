import { Injectable } from '@nestjs/common';
import ical, { ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator';
import ICAL from 'ical.js';
import MailComposer from 'nodemailer/lib/mail-composer';

import { addMilliseconds, Clock, InvalidInput } from '#libs/kernel/index.js';

import { CapturedMails } from './captured-mails.repository.js';
import { MailTransport } from './mail.transport.js';

export const CALENDAR_ANSWERS = ['ACCEPTED', 'TENTATIVE', 'DECLINED'] as const;
export type CalendarAnswer = (typeof CALENDAR_ANSWERS)[number];

/** Plays the calendar of whoever received an invitation in the trial mailbox: its answer goes by mail, as a real one would. */
@Injectable()
export class TrialReply {
  constructor(
    private readonly mails: CapturedMails,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, InvalidInput when the mail invites nobody. */
  async execute(mailId: string, answer: CalendarAnswer): Promise<void> {
    const mail = await this.mails.get(mailId);
    const invited = invitationIn(mail.calendar);
    if (!invited) throw new InvalidInput('Ce message n’invite à aucun comité.');
    const { attendee, organizer, event } = invited;
    const now = this.clock.now();
    const calendar = ical({ prodId: '//Jalon//Boîte d’essai//FR', method: ICalCalendarMethod.REPLY });
    const start = event.startDate.toJSDate().toISOString();
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: now,
      start,
      end: addMilliseconds(start, event.duration.toSeconds() * 1_000),
      summary: event.summary,
      organizer: { name: organizer, email: organizer },
      attendees: [{ email: attendee, status: ICalAttendeeStatus[answer] }],
    });
    const message = new MailComposer({
      from: attendee,
      to: organizer,
      subject: mail.subject,
      text: 'Réponse de l’agenda.',
      icalEvent: { method: 'REPLY', content: calendar.toString() },
    }).compile();
    await this.transport.send({ from: attendee, to: organizer, raw: await message.build() }, async () => {});
  }
}

/** Whom an invitation asks, and whom they answer. */
export function invitationIn(calendar: string | null) {
  if (calendar === null) return undefined;
  const component = new ICAL.Component(ICAL.parse(calendar) as [string, unknown[], unknown[]]);
  const vevent = component.getFirstSubcomponent('vevent');
  if (!vevent || component.getFirstPropertyValue('method') !== 'REQUEST') return undefined;
  const event = new ICAL.Event(vevent);
  const [attendee] = event.attendees.map((one) => addressOf(String(one.getFirstValue())));
  return attendee === undefined ? undefined : { attendee, organizer: addressOf(event.organizer), event };
}

const addressOf = (uri: string): string => uri.replace(/^mailto:/iu, '').toLowerCase();
