import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { RecordsModule } from '#libs/records/index.js';

import { CheckJournal } from './check-journal.service.js';
import { JournalMarkRow, JournalSealRow } from './journal-seal.row.js';
import { SealJournal } from './seal-journal.service.js';
import { VerifyRecord } from './verify-record.service.js';

const services = [VerifyRecord, SealJournal, CheckJournal];

/** Whether a file is one of our records, unchanged; and whether the journal is what it was. */
@Module({
  imports: [TypeOrmModule.forFeature([JournalSealRow, JournalMarkRow]), RecordsModule],
  providers: services,
  exports: services,
})
export class VerificationModule {}
