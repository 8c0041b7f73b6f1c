import { Module } from '@nestjs/common';

import { CensusReader } from './census.reader.js';
import { CheckLogs } from './check-logs.service.js';
import { Health } from './health.reader.js';
import { Journal } from './journal.reader.js';
import { MailLog } from './mail-log.reader.js';

const services = [Journal, MailLog, Health, CensusReader, CheckLogs];

/** What happened, and whether everything owed is being done. */
@Module({ providers: services, exports: services })
export class AuditModule {}
