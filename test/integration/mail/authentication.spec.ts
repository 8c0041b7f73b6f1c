import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';

import { newId } from '#libs/kernel/index.js';
import { MailTemporarilyRefused } from '#libs/mail/index.js';

import { aMail, mailDatabase, mailerOn } from './support.js';

let database: Awaited<ReturnType<typeof mailDatabase>>;
let server: SMTPServer;
let port: number;
const received: Buffer[] = [];

beforeAll(async () => {
  database = await mailDatabase();
  server = new SMTPServer({
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'comités@fabrique' && password === 's:e/c ret'
        ? done(null, { user: username })
        : done(new Error('no')),
    onData: (stream, _session, done) => void buffer(stream).then((raw) => (received.push(raw), done())),
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  port = (listening.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await database.close();
});

const as = (user: string, password: string) =>
  mailerOn(database.source, {
    smtpUrl: `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
  });

describe('a mail server that asks who we are', () => {
  it('keeps the mail for a next attempt when the password is wrong, since that is no fault of the mail', async () => {
    const key = newId();
    await expect(as('comités@fabrique', 'faux').send(aMail({ key }))).rejects.toBeInstanceOf(MailTemporarilyRefused);
    await expect(database.deliveries.find(key)).resolves.toMatchObject({ state: 'refused', smtpCode: 535 });
    await expect(as('comités@fabrique', 's:e/c ret').send(aMail({ key }))).resolves.toMatchObject({ state: 'sent' });
    expect(received).toHaveLength(1);
  });
});
