export { type ReplyVerdict } from './calendar-reply.row.js';
export { CalendarRepliesModule } from './calendar-replies.module.js';
export * from './take-inbound-mail.service.js';
export * from './unrecognised-replies.reader.js';
