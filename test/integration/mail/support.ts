import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { DataSource } from 'typeorm';

import { type Clock, SystemClock } from '#libs/kernel/index.js';
import {
  CapturedMailRow,
  CapturedMails,
  MailDeliveries,
  MailDeliveryRow,
  Mailer,
  type MailMessage,
  type MailSettings,
  MailTransport,
} from '#libs/mail/index.js';
import { dataSourceOptions } from '#libs/persistence/index.js';

import { testDatabase } from '../../support/postgres.js';

/** A migrated database and what mail keeps in it. */
export async function mailDatabase() {
  const database = await testDatabase();
  const source = await connectTo(database.url);
  await source.runMigrations();
  return {
    url: database.url,
    source,
    deliveries: new MailDeliveries(source.getRepository(MailDeliveryRow)),
    captured: new CapturedMails(source.getRepository(CapturedMailRow)),
    close: async () => {
      await source.destroy();
      await database.drop();
    },
  };
}

export function connectTo(url: string): Promise<DataSource> {
  return new DataSource({ ...dataSourceOptions(url), entities: [MailDeliveryRow, CapturedMailRow] }).initialize();
}

export function mailerOn(source: DataSource, settings: Partial<MailSettings> & { smtpUrl: string }, clock?: Clock) {
  const whole = { from: 'Comités d’investissement <comites@fabrique.example>', ...settings };
  const deliveries = new MailDeliveries(source.getRepository(MailDeliveryRow));
  return new Mailer(deliveries, new MailTransport(whole), clock ?? new SystemClock(), whole);
}

export function aMail(changes: Partial<MailMessage> & { key: string }): MailMessage {
  return {
    to: { name: 'Aïcha Le Goff', email: 'aicha@ministere.example' },
    subject: 'Votre décision est attendue',
    blocks: [{ type: 'paragraph', text: 'Le relevé du comité est prêt.' }],
    reason: 'Vous recevez ce message parce que vous êtes sponsor.',
    ...changes,
  };
}

/** What a scripted server does with each step of the conversation: a reply, or nothing more than the function does. */
export interface Script {
  /** At each MAIL FROM; `nth` counts those of the connection, from 1. */
  readonly mail?: (socket: Socket, nth: number) => string | undefined;
  readonly rcpt?: (socket: Socket) => string | undefined;
  readonly data?: (socket: Socket) => string | undefined;
  /** After the final dot. */
  readonly message?: (socket: Socket, text: string) => string | undefined | Promise<string | undefined>;
  /** At each piece of the text, before the final dot. */
  readonly piece?: (socket: Socket) => void;
}

/** An SMTP server on raw sockets that may misbehave at any step; `received` holds the whole messages it saw. */
export async function scriptedServer(script: Script = {}) {
  const received: string[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    open.add(socket);
    connections += 1;
    let mails = 0;
    socket.on('close', () => open.delete(socket)).on('error', () => {});
    const say = (line: string | undefined): void =>
      void (line !== undefined && socket.writable && socket.write(`${line}\r\n`));
    let inData = false;
    let pending = '';
    say('220 scripted.example ESMTP');
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      if (inData) {
        script.piece?.(socket);
        const end = pending.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const text = pending.slice(0, end);
        received.push(text);
        pending = pending.slice(end + 5);
        inData = false;
        void Promise.resolve((script.message ?? (() => '250 2.0.0 queued'))(socket, text)).then(say);
      }
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const command = pending.slice(0, end).toUpperCase();
        pending = pending.slice(end + 2);
        if (command.startsWith('EHLO')) say('250 scripted.example');
        else if (command.startsWith('MAIL')) say((script.mail ?? (() => '250 ok'))(socket, (mails += 1)));
        else if (command.startsWith('RCPT')) say((script.rcpt ?? (() => '250 ok'))(socket));
        else if (command === 'DATA') {
          const reply = (script.data ?? (() => '354 go ahead'))(socket);
          inData = reply?.startsWith('354') ?? false;
          say(reply);
        } else if (command === 'QUIT') socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Runs work with a server that is closed whatever happens. */
export async function withServer<T>(
  script: Script,
  work: (server: Awaited<ReturnType<typeof scriptedServer>>) => Promise<T>,
): Promise<T> {
  const server = await scriptedServer(script);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
