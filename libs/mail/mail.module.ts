import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CapturedMailRow } from './captured-mail.row.js';
import { CapturedMails } from './captured-mails.repository.js';
import { HeldLetterRow } from './held-letter.row.js';
import { HeldLetters } from './held-letters.repository.js';
import { LetterWriters } from './letter-writers.js';
import { MailCatcher } from './mail-catcher.js';
import { MailDeliveries } from './mail-deliveries.repository.js';
import { MailDeliveryRow } from './mail-delivery.row.js';
import { MailPreferenceRow } from './mail-preference.row.js';
import { MailPreferences } from './mail-preferences.service.js';
import { ConfigurableModuleClass } from './mail.module-definition.js';
import { MailTransport } from './mail.transport.js';
import { Mailer } from './mailer.service.js';
import { PostLetters } from './post-letters.service.js';
import { SendHeldLetters } from './send-held-letters.service.js';
import { TrialReply } from './trial-reply.service.js';

const rows = [MailDeliveryRow, CapturedMailRow, HeldLetterRow, MailPreferenceRow];

const services = [
  Mailer,
  PostLetters,
  SendHeldLetters,
  HeldLetters,
  MailDeliveries,
  MailPreferences,
  MailCatcher,
  CapturedMails,
  TrialReply,
];

/** `MailModule.forRoot(settings)` or `forRootAsync({ inject, useFactory })`, once, at the root. `Clock` comes from the application. */
@Module({
  imports: [DiscoveryModule, TypeOrmModule.forFeature(rows)],
  providers: [...services, MailTransport, LetterWriters],
  exports: services,
})
export class MailModule extends ConfigurableModuleClass {}
