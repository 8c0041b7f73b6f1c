import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Socket } from 'node:net';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { MailBeingSent, MailTemporarilyRefused } from '#libs/mail/index.js';

import { aMail, connectTo, mailDatabase, mailerOn, scriptedServer, withServer } from './support.js';

let database: Awaited<ReturnType<typeof mailDatabase>>;
beforeAll(async () => {
  database = await mailDatabase();
});
afterAll(() => database.close());

const send = (smtpUrl: string, key: string, timeout?: number) =>
  mailerOn(database.source, { smtpUrl, ...(timeout && { timeout }) }).send(aMail({ key }));

describe('a mail the server takes', () => {
  it('is sent once, however often it is asked for, and the log says so without any address', async () => {
    const key = newId();
    const personId = newId();
    await withServer({ message: () => '250 2.0.0 queued for <aicha@ministere.example>' }, async (server) => {
      const mailer = mailerOn(database.source, { smtpUrl: server.url });
      const first = await mailer.send(aMail({ key, personId }));
      const again = await mailer.send(aMail({ key, personId }));
      expect(first).toMatchObject({ state: 'sent', attempts: 1, smtpCode: 250, personId });
      expect(again).toEqual(first);
      expect(server.received).toHaveLength(1);
      expect(JSON.stringify(first)).not.toContain('ministere.example');
      expect(server.received[0]).toContain(first.messageId);
    });
  });

  it('is sent once when ten workers ask at the same moment', async () => {
    const key = newId();
    const sources = await Promise.all([connectTo(database.url), connectTo(database.url)]);
    await withServer({ message: () => new Promise((done) => setTimeout(done, 200, '250 ok')) }, async (server) => {
      const attempts = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) =>
          mailerOn(sources[index % 2]!, { smtpUrl: server.url }).send(aMail({ key })),
        ),
      );
      expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const attempt of attempts)
        if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(MailBeingSent);
      expect(server.received).toHaveLength(1);
      await expect(send(server.url, key)).resolves.toMatchObject({ state: 'sent' });
      expect(server.received).toHaveLength(1);
    });
    await Promise.all(sources.map((source) => source.destroy()));
  });
});

describe('mails that follow each other', () => {
  it('take one connection, on which they do not wait for another greeting', async () => {
    await withServer({}, async (server) => {
      const mailer = mailerOn(database.source, { smtpUrl: server.url });
      for (let mail = 0; mail < 5; mail += 1) await mailer.send(aMail({ key: newId() }));
      expect([server.received.length, server.connections()]).toEqual([5, 1]);
    });
  });

  it('take as many as are sent at once', async () => {
    await withServer({}, async (server) => {
      const mailer = mailerOn(database.source, { smtpUrl: server.url });
      await Promise.all(Array.from({ length: 4 }, async () => mailer.send(aMail({ key: newId() }))));
      await Promise.all(Array.from({ length: 4 }, async () => mailer.send(aMail({ key: newId() }))));
      expect([server.received.length, server.connections()]).toEqual([8, 4]);
    });
  });

  it.each([
    ['hangs up', (socket: Socket) => void socket.destroy()],
    ['says that it has waited too long', () => '421 4.4.2 idle'],
  ])('leave once, by another connection, when the server %s in between', async (_, second) => {
    await withServer({ mail: (socket, nth) => (nth === 2 ? second(socket) : '250 ok') }, async (server) => {
      const mailer = mailerOn(database.source, { smtpUrl: server.url });
      await mailer.send(aMail({ key: newId() }));
      await expect(mailer.send(aMail({ key: newId() }))).resolves.toMatchObject({ state: 'sent', attempts: 1 });
      expect([server.received.length, server.connections()]).toEqual([2, 2]);
    });
  });

  it('do not suffer from one that the server refused', async () => {
    let refusals = 1;
    await withServer({ rcpt: () => (refusals-- > 0 ? '550 5.1.1 unknown' : '250 ok') }, async (server) => {
      const mailer = mailerOn(database.source, { smtpUrl: server.url });
      await expect(mailer.send(aMail({ key: newId() }))).resolves.toMatchObject({ state: 'bounced' });
      await expect(mailer.send(aMail({ key: newId() }))).resolves.toMatchObject({ state: 'sent' });
    });
  });

  it('are not sent again when the second is lost after its whole text', async () => {
    const key = newId();
    let mails = 0;
    const message = (socket: Socket) => ((mails += 1) === 2 ? void socket.destroy() : '250 ok');
    await withServer({ message }, async (server) => {
      const mailer = mailerOn(database.source, { smtpUrl: server.url });
      await mailer.send(aMail({ key: newId() }));
      await expect(mailer.send(aMail({ key }))).resolves.toMatchObject({ state: 'unknown' });
      await expect(mailer.send(aMail({ key }))).resolves.toMatchObject({ state: 'unknown' });
      expect(server.received).toHaveLength(2);
    });
  });
});

describe('a mail that certainly has not left', () => {
  it.each([
    ['a greylisted recipient', { rcpt: () => '451 4.7.1 try later' }],
    ['a busy server at DATA', { data: () => '452 4.3.1 no room' }],
    ['a temporary refusal of the whole text', { message: () => '451 4.3.0 scanner down' }],
    ['a server that shuts down after the whole text', { message: () => '421 4.3.2 shutting down' }],
    ['a lost connection before DATA', { data: (socket) => void socket.destroy() }],
    ['a lost connection before the end of the text', { piece: (socket) => void socket.destroy() }, 4_000_000],
  ] satisfies [string, Parameters<typeof scriptedServer>[0], number?][])(
    'after %s fails its job, and is sent at the next attempt',
    async (_, script, size = 0) => {
      const key = newId();
      const large = { filename: 'dossier.pdf', contentType: 'application/pdf', content: Buffer.alloc(size, 'x') };
      const mail = aMail({ key, attachments: size > 0 ? [large] : [] });
      await withServer(script, async (server) => {
        const mailer = mailerOn(database.source, { smtpUrl: server.url });
        await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailTemporarilyRefused);
        await expect(database.deliveries.find(key)).resolves.toMatchObject({ state: 'refused' });
      });
      await withServer({}, async (server) => {
        const delivery = await mailerOn(database.source, { smtpUrl: server.url }).send(mail);
        expect(delivery).toMatchObject({ state: 'sent', attempts: 2 });
        expect(server.received).toHaveLength(1);
      });
    },
  );

  it('after a refused connection is sent at the next attempt', async () => {
    const key = newId();
    const gone = await scriptedServer();
    await gone.close();
    await expect(send(gone.url, key)).rejects.toBeInstanceOf(MailTemporarilyRefused);
    await withServer({}, async (server) => {
      await expect(send(server.url, key)).resolves.toMatchObject({ state: 'sent' });
    });
  });

  it('after a server that never says it is ready fails within the time a sending may take', async () => {
    const key = newId();
    await withServer({ data: () => undefined }, async (server) => {
      await expect(send(server.url, key, 400)).rejects.toBeInstanceOf(MailTemporarilyRefused);
      expect(server.received).toHaveLength(0);
    });
  });
});

describe('a mail the server will never take', () => {
  it.each([
    ['RCPT', { rcpt: () => '550 5.1.1 <aicha@ministere.example> unknown user' }],
    ['DATA', { data: () => '554 5.7.1 no' }],
    ['the end of the text', { message: () => '554 5.6.0 content rejected' }],
  ])('at %s is on record as bounced and never tried again', async (_, script) => {
    const key = newId();
    await withServer(script, async (server) => {
      const delivery = await send(server.url, key);
      expect(delivery).toMatchObject({ state: 'bounced', attempts: 1 });
      expect(delivery.smtpCode).toBeGreaterThanOrEqual(550);
      expect(delivery.smtpReply).not.toContain('@');
    });
    await withServer({}, async (server) => {
      await expect(send(server.url, key)).resolves.toMatchObject({ state: 'bounced', attempts: 1 });
      expect(server.received).toHaveLength(0);
    });
  });
});

describe('a mail nobody can tell the fate of', () => {
  it.each([
    ['the connection was lost after the whole text', { message: (socket) => void socket.destroy() }, undefined],
    ['no answer came in time', { message: () => undefined }, 500],
  ] satisfies [string, Parameters<typeof scriptedServer>[0], number | undefined][])(
    'because %s is unknown, and is not sent again',
    async (_, script, timeout) => {
      const key = newId();
      await withServer(script, async (server) => {
        await expect(send(server.url, key, timeout)).resolves.toMatchObject({ state: 'unknown', smtpCode: null });
        expect(server.received).toHaveLength(1);
      });
      await withServer({}, async (server) => {
        await expect(send(server.url, key)).resolves.toMatchObject({ state: 'unknown' });
        expect(server.received).toHaveLength(0);
      });
    },
  );
});

describe('a process killed while it sends', () => {
  async function killedAt(step: 'rcpt' | 'message', key: string): Promise<number> {
    let reached: () => void;
    const there = new Promise<void>((resolve) => (reached = resolve));
    const pause = (): undefined => {
      reached();
      return undefined;
    };
    const server = await scriptedServer({ [step]: pause });
    const child = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--import=@swc-node/register/esm-register',
        path.join(import.meta.dirname, 'sender.ts'),
        database.url,
        server.url,
        key,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const exited = once(child, 'exit');
    await Promise.race([there, exited.then(() => Promise.reject(new Error('the sender ended by itself')))]);
    child.kill('SIGKILL');
    await exited;
    await server.close();
    return server.received.length;
  }

  it('before its text left keeps others off for a while, then is replaced', async () => {
    const key = newId();
    await expect(killedAt('rcpt', key)).resolves.toBe(0);
    await withServer({}, async (server) => {
      await expect(send(server.url, key)).rejects.toBeInstanceOf(MailBeingSent);
      await database.deliveries.releaseHolds();
      await expect(send(server.url, key)).resolves.toMatchObject({ state: 'sent', attempts: 2 });
      expect(server.received).toHaveLength(1);
    });
  });

  it('after its text left leaves an unknown mail that is not sent again', async () => {
    const key = newId();
    await expect(killedAt('message', key)).resolves.toBe(1);
    await withServer({}, async (server) => {
      await expect(send(server.url, key)).rejects.toBeInstanceOf(MailBeingSent);
      await database.deliveries.releaseHolds();
      const delivery = await send(server.url, key);
      expect(delivery).toMatchObject({ state: 'unknown', attempts: 1 });
      expect(delivery.settledAt).not.toBeNull();
      expect(server.received).toHaveLength(0);
    });
  });
});

describe('a mail whose sender was killed, and that nobody asks for again', () => {
  it('is of unknown fate once its hold is over, and not before', async () => {
    const key = newId();
    await withServer({ rcpt: () => '451 later' }, async (server) => {
      await expect(send(server.url, key)).rejects.toBeInstanceOf(MailTemporarilyRefused);
    });
    const now = '2026-03-02T09:00:00.000Z';
    const held = async (until: string): Promise<unknown> =>
      database.source.query(`update mail_deliveries set state = 'sending', held_until = ${until} where key = $1`, [
        key,
      ]);
    await held(`now() + interval '1 minute'`);
    expect(await database.deliveries.giveUpAbandoned(now)).toBe(0);
    await held(`now() - interval '1 second'`);
    expect(await database.deliveries.giveUpAbandoned(now)).toBe(1);
    expect(await database.deliveries.find(key)).toMatchObject({ state: 'unknown', settledAt: now });
  });
});

describe('a clock that goes back', () => {
  it('keeps no mail held by an attempt that died a day ahead', async () => {
    const key = newId();
    await withServer({ rcpt: () => '451 later' }, async (server) => {
      await expect(send(server.url, key)).rejects.toBeInstanceOf(MailTemporarilyRefused);
    });
    await database.source.query(
      `update mail_deliveries set state = 'reserved', held_until = now() + interval '1 day' where key = $1`,
      [key],
    );
    await withServer({}, async (server) => {
      await expect(send(server.url, key)).resolves.toMatchObject({ state: 'sent', attempts: 2 });
      await expect(send(server.url, key)).resolves.toMatchObject({ state: 'sent', attempts: 2 });
      expect(server.received).toHaveLength(1);
    });
  });
});

describe('an attempt taken for dead that was only slow', () => {
  it('sends nothing once another attempt holds the mail', async () => {
    const key = newId();
    const others: Promise<unknown>[] = [];
    const second = await scriptedServer();
    await withServer(
      {
        data: (socket) => {
          others.push(
            database.deliveries
              .releaseHolds()
              .then(() => send(second.url, key))
              .finally(() => socket.write('354 at last\r\n')),
          );
          return undefined;
        },
      },
      async (server) => {
        await expect(send(server.url, key)).rejects.toBeInstanceOf(MailTemporarilyRefused);
        await Promise.all(others);
        expect(server.received).toHaveLength(0);
        expect(second.received).toHaveLength(1);
      },
    );
    await second.close();
    await expect(database.deliveries.find(key)).resolves.toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('still tells what became of its mail', async () => {
    const key = newId();
    await withServer(
      {
        message: async () => {
          await database.deliveries.releaseHolds();
          await expect(send('smtp://127.0.0.1:1', key)).resolves.toMatchObject({ state: 'unknown' });
          return '250 took long';
        },
      },
      async (server) => {
        await expect(send(server.url, key)).resolves.toMatchObject({ state: 'sent' });
      },
    );
  });
});
