import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CapturedMailRow } from './captured-mail.row.js';
import { CapturedMails } from './captured-mails.repository.js';
import { MailCatcher } from './mail-catcher.js';
import { MailDeliveries } from './mail-deliveries.repository.js';
import { MailDeliveryRow } from './mail-delivery.row.js';
import { ConfigurableModuleClass } from './mail.module-definition.js';
import { MailTransport } from './mail.transport.js';
import { Mailer } from './mailer.service.js';
import { TrialReply } from './trial-reply.service.js';

/** `MailModule.forRoot(settings)` or `forRootAsync({ inject, useFactory })`, once, at the root. `Clock` comes from the application. */
@Module({
  imports: [TypeOrmModule.forFeature([MailDeliveryRow, CapturedMailRow])],
  providers: [Mailer, MailDeliveries, MailTransport, MailCatcher, CapturedMails, TrialReply],
  exports: [Mailer, MailDeliveries, MailCatcher, CapturedMails, TrialReply],
})
export class MailModule extends ConfigurableModuleClass {}
