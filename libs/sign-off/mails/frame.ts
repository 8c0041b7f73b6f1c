import type { Person } from '#libs/identity/index.js';
import { frenchDate, parisDate } from '#libs/kernel/index.js';
import type { MailMessage } from '#libs/mail/index.js';
import type { RecordView } from '#libs/records/index.js';

/** A mail before it is somebody's: key, address and case are added when it is sent. */
export type Letter = Omit<MailMessage, 'key' | 'to' | 'personId' | 'caseId'>;

/** What every mail about a record needs beside the record. */
export interface MailFrame {
  readonly baseUrl: string;
  /** The incubator's lead: answers go to a person. */
  readonly replyTo: Person | undefined;
}

/** `Passerelle Logement, comité du 2 mars 2026`. */
export function about({ productName, document }: RecordView): string {
  return `${productName}, comité du ${frenchDate(parisDate(document.committee.at))}`;
}

export function recordUrl({ baseUrl }: MailFrame, { id }: RecordView): string {
  return `${baseUrl}/releves/${id}`;
}

export function answersTo({ replyTo }: MailFrame): Pick<Letter, 'replyTo'> {
  return replyTo ? { replyTo: { name: replyTo.name, email: replyTo.email } } : {};
}

/** `Solène Kervella, directrice de l’habitat` or the name alone. */
export function named({ name, title }: Pick<Person, 'name' | 'title'>): string {
  return title ? `${name} (${title})` : name;
}
