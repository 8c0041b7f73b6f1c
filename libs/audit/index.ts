export { AuditModule } from './audit.module.js';
export { Health, type HealthReport } from './health.reader.js';
export { Journal, type JournalEntry } from './journal.reader.js';
