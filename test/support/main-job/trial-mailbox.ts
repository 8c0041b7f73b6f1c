import { type ParsedMail, simpleParser } from 'mailparser';

/** A mail as its reader has it. */
export interface ReadMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Its calendar part, as text. */
  readonly calendar: string | null;
  readonly attachments: readonly { readonly filename: string; readonly content: Buffer }[];
}

/** Reads what somebody received, oldest first. */
export type MailReader = (email: string) => Promise<readonly ReadMail[]>;

/**
 * Reads mails from the pages of the trial mailbox, so that it works whatever process serves them.
 * @param address says where the pages are at the moment: a restart may change it.
 */
export function trialMailbox(address: () => string): MailReader {
  const read = new Map<string, ReadMail>();
  return async (email) => {
    const list = await pageText(`${address()}/boite-d-essai?a=${encodeURIComponent(email)}`);
    const ids = [...new Set([...list.matchAll(/\/boite-d-essai\/([0-9a-f-]{36})"/gu)].map(([, id = '']) => id))];
    for (const id of ids)
      if (!read.has(id)) {
        const source = await fetch(`${address()}/boite-d-essai/${id}/source`);
        read.set(id, mailOf(id, email, await simpleParser(Buffer.from(await source.arrayBuffer()))));
      }
    return ids.toReversed().flatMap((id) => read.get(id) ?? []);
  };
}

async function pageText(url: string): Promise<string> {
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

function mailOf(id: string, to: string, mail: ParsedMail): ReadMail {
  const calendar = mail.attachments.find((part) => part.contentType === 'text/calendar');
  return {
    id,
    to,
    messageId: mail.messageId ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    calendar: calendar?.content.toString('utf8') ?? null,
    attachments: mail.attachments
      .filter((part) => part.contentType !== 'text/calendar')
      .map(({ filename, content }) => ({ filename: filename ?? '', content })),
  };
}
