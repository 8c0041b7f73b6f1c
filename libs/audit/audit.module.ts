import { Module } from '@nestjs/common';

import { Health } from './health.reader.js';
import { Journal } from './journal.reader.js';

/** What happened, and whether everything owed is being done. */
@Module({ providers: [Journal, Health], exports: [Journal, Health] })
export class AuditModule {}
