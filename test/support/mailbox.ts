import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server of the test's own, that keeps what it is given. */
export interface Mailbox {
  readonly url: string;
  readonly mails: readonly ParsedMail[];
  /** Mails to one address, in the order they came. */
  to(address: string): readonly ParsedMail[];
  stop(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      buffer(stream)
        .then(async (raw) => simpleParser(raw))
        .then((mail) => {
          mails.push(mail);
          done();
        }, done);
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as { port: number };
  const recipients = (mail: ParsedMail): string[] =>
    [mail.to ?? []].flat().flatMap(({ value }) => value.map((one) => one.address ?? ''));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    to: (address) => mails.filter((mail) => recipients(mail).includes(address)),
    stop: async () => new Promise((resolve) => server.close(() => resolve())),
  };
}
