import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';

import { CalendarReplyRow } from './calendar-reply.row.js';
import { TakeInboundMail } from './take-inbound-mail.service.js';
import { UnrecognisedReplies } from './unrecognised-replies.reader.js';

/** What comes back by mail: answers of calendars, and mails that did not arrive. */
@Module({
  imports: [TypeOrmModule.forFeature([CalendarReplyRow]), CommitteesModule],
  providers: [TakeInboundMail, UnrecognisedReplies],
  exports: [TakeInboundMail, UnrecognisedReplies],
})
export class CalendarRepliesModule {}
