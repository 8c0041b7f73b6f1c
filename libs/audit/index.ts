export { type Alarm, ALARM_KINDS, ALARM_SEVERITIES, type AlarmSample } from './alarm.js';
export { ALARM_MESSAGES } from './alarm.messages.js';
export { AuditModule } from './audit.module.js';
export { productNamesOf } from './case-products.query.js';
export { type Census, CensusReader } from './census.reader.js';
export { CheckLogs } from './check-logs.service.js';
export { Health, type HealthReport } from './health.reader.js';
export { Journal, type JournalEntry } from './journal.reader.js';
export { LOGGED_STATES, type LoggedMail, type LoggedState, MailLog, type MailLogFilter } from './mail-log.reader.js';
