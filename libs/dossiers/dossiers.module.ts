import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';
import { PdfModule } from '#libs/pdf/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { AttachFile } from './attach-file.service.js';
import { AttachmentChunkRow } from './attachment-chunk.row.js';
import { DossierAttachmentRow } from './attachment.row.js';
import { Attachments } from './attachments.reader.js';
import { CarriedOver } from './carried.reader.js';
import { CheckUpRow } from './check-up.row.js';
import { CheckUps } from './check-ups.service.js';
import { DossierAccess } from './dossier-access.js';
import { DossierGridRow } from './dossier-grid.row.js';
import { DossierQuestionRow } from './dossier-question.row.js';
import { DossierVoices } from './dossier-voices.reader.js';
import { EncloseDossiers } from './enclose-dossiers.js';
import { ReadByLink } from './read-by-link.service.js';
import { DossierRevisionRow } from './dossier-revision.row.js';
import { DossierRevisions } from './dossier-revisions.repository.js';
import { DossierRow } from './dossier.row.js';
import { Dossiers } from './dossiers.reader.js';
import { OpenDossiers } from './open-dossiers.handler.js';
import { PrintDossiers } from './print-dossiers.service.js';
import { RemoveAttachment } from './remove-attachment.service.js';
import { SaveDossier } from './save-dossier.service.js';
import { SubmitDossier } from './submit-dossier.service.js';

const services = [
  Dossiers,
  DossierAccess,
  SaveDossier,
  SubmitDossier,
  Attachments,
  AttachFile,
  RemoveAttachment,
  PrintDossiers,
  DossierVoices,
  ReadByLink,
  CheckUps,
];

/** What a team presents to its committee: pre-filled, written by several, submitted, read by the members. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      DossierRow,
      DossierRevisionRow,
      DossierAttachmentRow,
      AttachmentChunkRow,
      DossierQuestionRow,
      DossierGridRow,
      CheckUpRow,
    ]),
    CommitteesModule,
    DecisionsModule,
    PdfModule,
    PortfolioModule,
  ],
  providers: [...services, CarriedOver, DossierRevisions, OpenDossiers, EncloseDossiers],
  exports: services,
})
export class DossiersModule {}
