import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { RecordsModule } from '#libs/records/index.js';

import { AddressCorrectionRow } from './address-correction.row.js';
import { CorrectAddress } from './correct-address.service.js';
import { CorrectPhase } from './correct-phase.service.js';
import { CorrectionAccess } from './correction-access.js';
import { UndoStep } from './undo-step.service.js';

/** What people did by mistake, put right on the record. `IdentityModule` comes from the root. */
@Module({
  imports: [TypeOrmModule.forFeature([AddressCorrectionRow]), CommitteesModule, RecordsModule],
  providers: [CorrectionAccess, UndoStep, CorrectPhase, CorrectAddress],
  exports: [UndoStep, CorrectPhase, CorrectAddress],
})
export class CorrectionsModule {}
