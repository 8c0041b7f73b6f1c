import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';

import { dayOfWeek, hashSecret, type Instant } from '#libs/kernel/index.js';

import { type MailMessage } from './mail-message.js';
import { type MailSettings } from './mail-settings.js';
import { renderMail } from './render-mail.js';
import { oneLine, typeset } from './typeset.js';

/** A message as it goes over the wire. */
export interface MimeMessage {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
}

/** The same for every attempt at the same mail, so that a reader's server can drop a second copy. */
export function messageIdOf(key: string, from: string): string {
  const domain = addressOf(from).split('@').at(-1) ?? 'localhost';
  return `<${hashSecret(key).slice(0, 40)}@${domain}>`;
}

function addressOf(mailbox: string): string {
  const address = addressparser(mailbox, { flatten: true })[0]?.address;
  if (!address) throw new TypeError('MAIL_FROM holds no address');
  return address;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon, 02 Mar 2026 09:00:00 +0000` (RFC 5322, 3.3). */
function dateHeader(instant: Instant): string {
  const [date = '', time = ''] = instant.split('T');
  const [year, month, day] = date.split('-');
  return `${DAYS[dayOfWeek(date) - 1]}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${time.slice(0, 8)} +0000`;
}

const mailbox = ({ name, email }: { name: string; email: string }) => ({ name: oneLine(name), address: email });

/**
 * The whole MIME message: text, HTML and calendar as alternatives of one another, the calendar once more as a file for the
 * clients that only know files. No receipt, no tracking; `Auto-Submitted` keeps absence notices from answering (RFC 3834).
 */
export async function composeMime(message: MailMessage, settings: MailSettings, now: Instant): Promise<MimeMessage> {
  const preferencesUrl = message.personId && settings.preferences?.urlFor(message.personId);
  const { html, text } = renderMail({ ...message, preferencesUrl });
  const replyTo = message.replyTo ? mailbox(message.replyTo) : settings.replyTo;
  const unsubscribe = message.listUnsubscribe;
  const node = new MailComposer({
    from: settings.from,
    to: mailbox(message.to),
    ...(replyTo && { replyTo }),
    subject: typeset(oneLine(message.subject)),
    date: dateHeader(now),
    messageId: messageIdOf(message.key, settings.from),
    text,
    html,
    ...(message.calendar && {
      icalEvent: { method: message.calendar.method, content: message.calendar.content, filename: 'invitation.ics' },
    }),
    attachments: (message.attachments ?? []).map((file) => ({
      filename: oneLine(file.filename),
      contentType: file.contentType,
      content: Buffer.from(file.content),
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Jalon-Key': hashSecret(message.key),
      ...(unsubscribe && {
        'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${unsubscribe}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return { from: settings.returnPath ?? addressOf(settings.from), to: message.to.email, raw: await node.build() };
}
