import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { CallProduct } from './call-product.service.js';
import { CloseSitting } from './close-sitting.service.js';
import { CorrectDecision } from './correct-decision.service.js';
import { DecisionCorrectionRow } from './decision-correction.row.js';
import { DecisionRow } from './decision.row.js';
import { Decisions } from './decisions.reader.js';
import { EnvelopeRow } from './envelope.row.js';
import { Envelopes } from './envelopes.reader.js';
import { KeepTime } from './keep-time.service.js';
import { NextCommittee } from './next-committee.reader.js';
import { NotifyOperations } from './notify-operations.handler.js';
import { ObjectiveRow } from './objective.row.js';
import { Objectives } from './objectives.reader.js';
import { OpenDeliberation } from './open-deliberation.service.js';
import { OpenQuestions } from './open-questions.service.js';
import { OpenSitting } from './open-sitting.service.js';
import { PlaceTeam } from './place-team.service.js';
import { RecordDecision } from './record-decision.service.js';
import { ReopenDeliberation } from './reopen-deliberation.service.js';
import { SittingDesk } from './sitting-desk.js';
import { Sittings } from './sittings.reader.js';
import { TakeEffect } from './take-effect.handler.js';
import { TakeBackDecision } from './take-back-decision.js';

const readers = [Decisions, Objectives, Envelopes, NextCommittee, Sittings];
const services = [
  OpenSitting,
  CallProduct,
  OpenQuestions,
  OpenDeliberation,
  KeepTime,
  PlaceTeam,
  ReopenDeliberation,
  RecordDecision,
  CorrectDecision,
  CloseSitting,
];

/** The sitting and what comes of it: decisions, then envelopes and objectives once they are signed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([DecisionRow, DecisionCorrectionRow, EnvelopeRow, ObjectiveRow]),
    CommitteesModule,
    PortfolioModule,
  ],
  providers: [...readers, ...services, SittingDesk, NotifyOperations, TakeEffect, TakeBackDecision],
  exports: [...readers, ...services],
})
export class DecisionsModule {}
