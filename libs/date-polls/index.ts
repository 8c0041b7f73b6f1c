export * from './abandon-date-poll.service.js';
export * from './answer-date-poll.service.js';
export * from './choose-date.service.js';
export { DATE_ANSWERS, type DateAnswer } from './date-poll-answer.row.js';
export * from './date-poll-view.js';
export * from './date-poll.errors.js';
export { DatePollsModule } from './date-polls.module.js';
export * from './date-polls.reader.js';
export { DATE_IS_OPEN, OpenDatePoll, type OpenDatePollCommand } from './open-date-poll.service.js';
