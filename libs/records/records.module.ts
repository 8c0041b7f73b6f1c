import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';
import { DossiersModule } from '#libs/dossiers/index.js';
import { PdfModule } from '#libs/pdf/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { DeliverRecord } from './deliver-record.handler.js';
import { EditRecord } from './edit-record.service.js';
import { IssueRecord } from './issue-record.handler.js';
import { OpenRecordsHandler } from './open-records.handler.js';
import { OpenRecords } from './open-records.service.js';
import { PublishedDecisions } from './published-decisions.reader.js';
import { RecordAccess } from './record-access.js';
import { RecordDocumentRow } from './record-document.row.js';
import { RecordFiles } from './record-files.repository.js';
import { RecordMishaps } from './record-mishaps.js';
import { RecordNumberRow } from './record-number.row.js';
import { RecordNumbers } from './record-numbers.repository.js';
import { RecordSeal } from './record-seal.js';
import { RecordSignatories } from './record-signatories.reader.js';
import { RecordVersionRow } from './record-version.row.js';
import { RecordVersions } from './record-versions.repository.js';
import { RecordRow } from './record.row.js';
import { Records } from './records.reader.js';
import { RemindReview } from './remind-review.handler.js';
import { ReplaceRecord } from './replace-record.service.js';
import { RequestSignOff } from './request-sign-off.service.js';
import { SealCertificateRow } from './seal-certificate.row.js';
import { SealCertificates } from './seal-certificates.repository.js';
import { SealRecord } from './seal-record.handler.js';
import { SignedDocuments } from './signed-documents.reader.js';
import { SweepSeals } from './sweep-seals.service.js';
import { SignatoryCandidates } from './signatory-candidates.reader.js';
import { TakeBackClosing } from './take-back-closing.js';

const rows = [RecordRow, RecordNumberRow, RecordVersionRow, RecordDocumentRow, SealCertificateRow];

const readers = [Records, PublishedDecisions, RecordAccess, SignatoryCandidates];

const services = [ReplaceRecord, EditRecord, RequestSignOff];

const parts = [
  OpenRecords,
  RecordVersions,
  RecordNumbers,
  RecordFiles,
  RecordMishaps,
  RecordSeal,
  SignedDocuments,
  SweepSeals,
  RecordSignatories,
  SealCertificates,
];

const handlers = [OpenRecordsHandler, IssueRecord, RemindReview, SealRecord, DeliverRecord];

/** Deliberation records: written from the decision, printed, reviewed, sealed, delivered. */
@Module({
  imports: [
    TypeOrmModule.forFeature(rows),
    CommitteesModule,
    DecisionsModule,
    DossiersModule,
    PdfModule,
    PortfolioModule,
  ],
  providers: [...readers, ...services, ...parts, ...handlers, TakeBackClosing],
  exports: [...readers, ...services, RecordSeal, SignedDocuments, SweepSeals],
})
export class RecordsModule {}
