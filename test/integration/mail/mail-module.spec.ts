import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { Clock, newId, SystemClock } from '#libs/kernel/index.js';
import { CapturedMails, MailCatcher, MailDeliveries, Mailer, MailModule } from '#libs/mail/index.js';
import { MessagingModule } from '#libs/messaging/index.js';
import { PersistenceModule } from '#libs/persistence/index.js';

import { aMail, mailDatabase } from './support.js';

@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
class ClockModule {}

let database: Awaited<ReturnType<typeof mailDatabase>>;
let app: TestingModule;
/** Written to once the catcher listens, as the embedded mode does. */
const settings = { smtpUrl: '', from: 'Comités <comites@fabrique.example>' };

beforeAll(async () => {
  database = await mailDatabase();
  app = await Test.createTestingModule({
    imports: [
      ClockModule,
      PersistenceModule.at(database.url),
      MessagingModule,
      MailModule.forRootAsync({ useFactory: () => settings }),
    ],
  }).compile();
});
afterAll(async () => {
  await app.close();
  await database.close();
});

describe('the mail module in embedded mode', () => {
  it('sends into the trial mailbox and leaves a trace for the case', async () => {
    settings.smtpUrl = await app.get(MailCatcher).listen();
    const caseId = newId();
    await app.get(Mailer).send(aMail({ key: newId(), caseId }));
    await expect(app.get(CapturedMails).list()).resolves.toHaveLength(1);
    await expect(app.get(MailDeliveries).ofCase(caseId)).resolves.toMatchObject([{ state: 'sent', attempts: 1 }]);
    await expect(app.get(MailDeliveries).troubled()).resolves.toEqual([]);
  });
});
