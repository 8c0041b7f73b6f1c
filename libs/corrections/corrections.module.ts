import { Module } from '@nestjs/common';

import { CommitteesModule } from '#libs/committees/index.js';
import { RecordsModule } from '#libs/records/index.js';

import { CorrectPhase } from './correct-phase.service.js';
import { CorrectionAccess } from './correction-access.js';
import { UndoStep } from './undo-step.service.js';

/** What people did by mistake, put right on the record. `IdentityModule` comes from the root. */
@Module({
  imports: [CommitteesModule, RecordsModule],
  providers: [CorrectionAccess, UndoStep, CorrectPhase],
  exports: [UndoStep, CorrectPhase],
})
export class CorrectionsModule {}
