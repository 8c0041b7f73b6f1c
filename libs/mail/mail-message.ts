import { type MailKind } from './mail-kind.js';

/** A run of text inside a paragraph: plain, strong, or a link whose address the text version spells out. */
export type Inline = string | { readonly bold: string } | { readonly link: string; readonly href: string };

/** Text with strong runs and links; line feeds inside strings are kept. */
export type RichText = string | readonly Inline[];

/**
 * What a mail may contain. The same blocks give the HTML and the text version, so that both always say the same.
 * All strings are plain text in French, never markup. `href`s are http, https or mailto addresses.
 */
export type MailBlock =
  | { readonly type: 'heading'; readonly text: string; readonly level?: 2 | 3 }
  | { readonly type: 'paragraph'; readonly text: RichText }
  | { readonly type: 'list'; readonly items: readonly RichText[]; readonly ordered?: boolean }
  | { readonly type: 'facts'; readonly rows: readonly { readonly label: string; readonly value: RichText }[] }
  | { readonly type: 'code'; readonly label: string; readonly code: string }
  | { readonly type: 'button'; readonly label: string; readonly href: string }
  | {
      readonly type: 'notice';
      readonly tone: 'info' | 'success' | 'warning';
      readonly title?: string;
      readonly text: RichText;
    }
  | { readonly type: 'divider' };

export interface Mailbox {
  readonly name: string;
  readonly email: string;
}

/** An iCalendar object (see `invitation()`); the method is the one its METHOD line names. */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** One mail to one person. */
export interface MailMessage {
  /** What makes this mail this mail: it is sent at most once per key. Made of ids, never of personal data. */
  readonly key: string;
  readonly to: Mailbox;
  /** Where an answer goes: a person rather than a machine whenever there is one. */
  readonly replyTo?: Mailbox;
  /** Subject of the mail and its first heading. */
  readonly subject: string;
  /** What mail clients show beside the subject; seen nowhere else. */
  readonly preheader?: string;
  readonly blocks: readonly MailBlock[];
  /** Why this person receives this mail, a whole sentence; closes the mail. */
  readonly reason: string;
  readonly calendar?: CalendarPart;
  readonly attachments?: readonly MailAttachment[];
  /** Address (https) that ends a digest at one POST; for digests only. */
  readonly listUnsubscribe?: string;
  /** For the log; several kinds that leave together have none. */
  readonly kind?: MailKind;
  /** Whom and what the delivery log ties this mail to. */
  readonly personId?: string;
  readonly caseId?: string;
}

/** A letter before it is somebody's mail: key, address, case and kind are added when it is sent. */
export type Letter = Omit<MailMessage, 'key' | 'to' | 'personId' | 'caseId' | 'kind' | 'listUnsubscribe'>;

/** What is drawn of a message; `preferencesUrl` is where its reader says how they want their mail. */
export type DrawnMessage = Pick<MailMessage, 'subject' | 'preheader' | 'blocks' | 'reason'> & {
  readonly preferencesUrl?: string | undefined;
};

/** The same message twice: what the reader sees with or without HTML. */
export interface RenderedMail {
  readonly html: string;
  readonly text: string;
}
