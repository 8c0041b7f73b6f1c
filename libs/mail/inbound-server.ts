import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** Bytes of one mail: a report may carry our own mail back, whole. */
const SIZE_LIMIT = 1024 * 1024;

/** At once; and milliseconds that one may keep silent. */
const MOST_CLIENTS = 20;
const SILENCE = 30_000;

/** How long a client may take to hear the last answer, in milliseconds. */
const LAST_WORDS = 100;

/** An SMTP reply: smtp-server answers with the code it finds on the error. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Where the mail server of the organisation hands over what is written to the inbound address; it relays for no other.
 * Whoever reaches the port may speak to it: what they say is looked at as anybody's (ADR 0020).
 */
export class InboundServer {
  #server: SMTPServer | undefined;

  constructor(
    private readonly address: string,
    /** Resolves once the mail needs not come again; throws when it could not be looked at, and it will. */
    private readonly take: (raw: Buffer) => Promise<void>,
  ) {}

  /** @returns the port that was taken. */
  async listen(host: string, port: number): Promise<number> {
    const server = new SMTPServer({
      name: 'jalon',
      banner: 'Jalon replies',
      size: SIZE_LIMIT,
      maxClients: MOST_CLIENTS,
      socketTimeout: SILENCE,
      // The relay that hands mail over is a neighbour: neither passwords nor encryption are called for.
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: LAST_WORDS,
      onRcptTo: ({ address }, _session, callback) =>
        callback(isFor(this.address, address) ? null : new SmtpRefusal(550, 'no such mailbox here')),
      onData: (stream, _session, callback) =>
        void this.#take(stream).then(
          () => callback(null, 'taken'),
          (error: unknown) =>
            callback(error instanceof SmtpRefusal ? error : new SmtpRefusal(451, 'cannot be looked at now')),
        ),
    });
    // A client that breaks off is its own problem, never the process's.
    server.on('error', () => {});
    const listening = server.server;
    server.listen(port, host);
    await once(listening, 'listening');
    this.#server = server;
    return (listening.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  async #take(stream: SMTPServerDataStream): Promise<void> {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) throw new SmtpRefusal(552, 'message too large');
    await this.take(raw);
  }
}

/** The address itself, whatever the case. */
const isFor = (ours: string, recipient: string): boolean => ours.toLowerCase() === recipient.toLowerCase();
