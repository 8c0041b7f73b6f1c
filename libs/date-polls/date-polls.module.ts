import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';

import { AbandonDatePoll } from './abandon-date-poll.service.js';
import { AnswerDatePoll } from './answer-date-poll.service.js';
import { ChooseDate } from './choose-date.service.js';
import { DatePollAnswerRow } from './date-poll-answer.row.js';
import { DatePollLinkRow } from './date-poll-link.row.js';
import { DatePollRow } from './date-poll.row.js';
import { DatePolls } from './date-polls.reader.js';
import { AskDates } from './effects/ask-dates.handler.js';
import { PollRound } from './effects/poll-round.js';
import { RemindDates } from './effects/remind-dates.handler.js';
import { ReportDates } from './effects/report-dates.handler.js';
import { WithdrawDates } from './effects/withdraw-dates.handler.js';
import { OpenDatePoll } from './open-date-poll.service.js';

const services = [DatePolls, OpenDatePoll, AnswerDatePoll, ChooseDate, AbandonDatePoll];

/** Choosing the date of a committee with its members. */
@Module({
  imports: [TypeOrmModule.forFeature([DatePollRow, DatePollLinkRow, DatePollAnswerRow]), CommitteesModule],
  providers: [...services, PollRound, AskDates, RemindDates, ReportDates, WithdrawDates],
  exports: services,
})
export class DatePollsModule {}
