import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';

import { type CalendarReply, readCalendarReply } from './calendar-reply.js';
import { withoutAddresses } from './smtp-outcome.js';

/** A mail of ours that did not reach its mailbox (RFC 3464). */
export interface ReturnedMail {
  /** As we wrote it: `<…@…>`. */
  readonly messageId: string;
  /** The server's words, without addresses. */
  readonly reason: string;
}

/** What a mail that comes to us holds, as far as we look. Whatever else it says is not read. */
export interface InboundMail {
  /** Address of its author, in lower case; null unless there is exactly one. */
  readonly from: string | null;
  readonly reply: CalendarReply | null;
  readonly returned: ReturnedMail | null;
}

const READING = { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true } as const;

const NOTHING: InboundMail = { from: null, reply: null, returned: null };

/** Reads a mail that anybody may have written. Never throws: what cannot be read holds nothing. */
export async function readInboundMail(raw: Buffer): Promise<InboundMail> {
  try {
    const mail = await simpleParser(raw, READING);
    const authors = mail.from?.value ?? [];
    const [author] = authors;
    return {
      from: authors.length === 1 && author?.address ? author.address.toLowerCase() : null,
      reply: replyIn(mail),
      returned: returnedIn(mail),
    };
  } catch {
    return NOTHING;
  }
}

const textOf = (attachment: Attachment | undefined): string => attachment?.content.toString('utf8') ?? '';

function replyIn({ attachments }: ParsedMail): CalendarReply | null {
  for (const attachment of attachments) {
    const reply = /^(?:text\/calendar|application\/ics)$/u.test(attachment.contentType)
      ? readCalendarReply(textOf(attachment))
      : null;
    if (reply) return reply;
  }
  return null;
}

/** Only what failed for good: a server that is still trying says so in a report of the same kind. */
function returnedIn({ attachments, headers }: ParsedMail): ReturnedMail | null {
  const type = headers.get('content-type') as { value?: string } | undefined;
  if (type?.value !== 'multipart/report') return null;
  const status = textOf(attachments.find(({ contentType }) => contentType === 'message/delivery-status'));
  if (!/^Action:\s*failed\s*$/imu.test(status)) return null;
  // Our mail itself, or its headers alone.
  const original = textOf(attachments.find(({ contentType }) => /^(?:message|text)\/rfc822/u.test(contentType)));
  const [, messageId] = /^Message-ID:\s*(<[^<>\s]{1,200}>)/imu.exec(original) ?? [];
  if (messageId === undefined) return null;
  const [, code = ''] = /^Status:\s*([245]\.\d{1,3}\.\d{1,3})/imu.exec(status) ?? [];
  const [, words = ''] = /^Diagnostic-Code:\s*(.{1,300})/imu.exec(status) ?? [];
  return { messageId, reason: withoutAddresses(`${code} ${words}`) || 'returned' };
}
