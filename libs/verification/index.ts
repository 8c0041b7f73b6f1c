export { CheckJournal, JOURNAL_FAULTS, type JournalCheck } from './check-journal.service.js';
export { SealJournal } from './seal-journal.service.js';
export { saidOf, type Verdict, type Verification } from './verification.js';
export { VerificationModule } from './verification.module.js';
export { VerifyRecord } from './verify-record.service.js';
