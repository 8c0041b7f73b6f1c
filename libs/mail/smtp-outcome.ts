import { type NodemailerError } from 'nodemailer';

/**
 * What one attempt at sending came to.
 * - accepted: the server took charge of the mail;
 * - bounced: it will never take this mail for this address; trying again is useless;
 * - refused: the mail has certainly not left; trying again is safe;
 * - unknown: the whole mail was handed over and no answer came; trying again could send it twice.
 */
export interface SmtpOutcome {
  readonly state: 'accepted' | 'bounced' | 'refused' | 'unknown';
  readonly code?: number;
  /** The server's words, or the error's, without e-mail addresses. */
  readonly reply: string;
}

/** Replies that complain about us (our credentials, our encryption), not about the mail: worth another try. */
const OUR_FAULT: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** Commands whose permanent refusal is about this very mail. */
const ABOUT_THIS_MAIL: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** The words of a server, on one line, short and without any address: they end in logs and on pages. */
export function withoutAddresses(reply: string): string {
  return reply
    .replaceAll(/[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/gu, '…')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/**
 * Tells an SMTP failure for what it is. A reply from the server settles the matter at any moment (RFC 5321, 4.2.1: after
 * 4yz or 5yz the requested action did not occur). Without one, all depends on whether the final dot may have left.
 * @param handedOver true from the moment the last byte of the message was given to the connection.
 */
export function outcomeOf(error: NodemailerError, handedOver: boolean): SmtpOutcome {
  const reply = withoutAddresses(error.response ?? error.message);
  const { responseCode: code, command = '' } = error;
  if (code !== undefined && code >= 400) {
    const permanent = error.permanent === true && ABOUT_THIS_MAIL.has(command) && !OUR_FAULT.has(code);
    return { state: permanent ? 'bounced' : 'refused', code, reply };
  }
  if (handedOver) return { state: 'unknown', reply };
  // An address or a size that cannot be put into an envelope will not fit the next time either.
  const hopeless = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  return { state: hopeless ? 'bounced' : 'refused', reply };
}
