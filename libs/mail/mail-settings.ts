import { type PreferenceLinks } from './preference-links.js';

/** Where and as whom mail leaves. */
export interface MailSettings {
  /**
   * `smtp://user:password@host:port` (STARTTLS when offered; `?requireTLS=true` to insist) or `smtps://…`.
   * Read at every sending, so that an embedded server may name its port once it listens.
   */
  readonly smtpUrl: string;
  /** `Comités d’investissement <comites@incubateur.example>`. */
  readonly from: string;
  /** Where mails that do not arrive come back to; the sender's own address when left out. */
  readonly returnPath?: string;
  /** Where answers go when a message names nobody. */
  readonly replyTo?: string;
  /** Milliseconds one sending may take from connecting to the last reply; a minute when left out. */
  readonly timeout?: number;
  /** Milliseconds for which a letter that may wait is held for others to the same person; {@link DEFAULT_HOLD} when left out. */
  readonly hold?: number;
  /** Makes the link, at the foot of every mail, by which its reader says how they want their mail; no link when left out. */
  readonly preferences?: PreferenceLinks;
}

export const DEFAULT_TIMEOUT = 60_000;

/** Long enough for what one act or one morning brings to come together, short enough for nobody to wait for it. */
export const DEFAULT_HOLD = 5 * 60_000;
