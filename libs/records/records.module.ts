import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';

import { OpenRecordsHandler } from './open-records.handler.js';
import { OpenRecords } from './open-records.service.js';
import { RecordDocumentRow } from './record-document.row.js';
import { RecordNumberRow } from './record-number.row.js';
import { RecordNumbers } from './record-numbers.repository.js';
import { RecordVersionRow } from './record-version.row.js';
import { RecordVersions } from './record-versions.repository.js';
import { RecordRow } from './record.row.js';
import { Records } from './records.reader.js';
import { SealCertificateRow } from './seal-certificate.row.js';

const rows = [RecordRow, RecordNumberRow, RecordVersionRow, RecordDocumentRow, SealCertificateRow];

/** Deliberation records: written from the decision, printed, reviewed, sealed, delivered. */
@Module({
  imports: [TypeOrmModule.forFeature(rows), CommitteesModule, DecisionsModule],
  providers: [Records, RecordVersions, RecordNumbers, OpenRecords, OpenRecordsHandler],
  exports: [Records],
})
export class RecordsModule {}
