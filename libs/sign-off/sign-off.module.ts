import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { DecisionsModule } from '#libs/decisions/index.js';
import { RecordsModule } from '#libs/records/index.js';

import { AskSignatory } from './effects/ask.handler.js';
import { EscalateSilence } from './effects/escalate.handler.js';
import { RemindSignatory } from './effects/remind.handler.js';
import { ReportChanges } from './effects/report-changes.handler.js';
import { ReportDelegated } from './effects/report-delegated.handler.js';
import { ReportReplaced } from './effects/report-replaced.handler.js';
import { ReportDeclined } from './effects/report-declined.handler.js';
import { ToldAnswers } from './effects/told-answers.reader.js';
import { DelegateSignature } from './delegate-signature.service.js';
import { ReplaceSignatory } from './replace-signatory.service.js';
import { SignOffGate } from './sign-off-gate.js';
import { ForgetOrigins } from './forget-origins.service.js';
import { FreshLink } from './fresh-link.service.js';
import { ResendLink } from './resend-link.service.js';
import { SignOffDesk } from './sign-off-desk.reader.js';
import { SignOffFacts } from './sign-off-facts.reader.js';
import { SignOffLinkRow } from './sign-off-link.row.js';
import { SignOffLinks } from './sign-off-links.repository.js';
import { SignOffPost } from './sign-off-post.service.js';
import { SignOffProgress } from './sign-off-progress.reader.js';
import { SignOff } from './sign-off.service.js';
import { TakeBackRequest } from './take-back-request.js';
import { SignatureEvidenceModule } from './signature-evidence.module.js';

const services = [
  ForgetOrigins,
  DelegateSignature,
  ReplaceSignatory,
  SignOff,
  SignOffDesk,
  SignOffProgress,
  ResendLink,
  FreshLink,
];
const handlers = [
  AskSignatory,
  RemindSignatory,
  EscalateSilence,
  ReportChanges,
  ReportDeclined,
  ReportDelegated,
  ReportReplaced,
];

/** Sponsors sign from a mail, without an account; nothing else signs for them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SignOffLinkRow]),
    SignatureEvidenceModule,
    CommitteesModule,
    DecisionsModule,
    RecordsModule,
  ],
  providers: [
    ...services,
    SignOffGate,
    SignOffLinks,
    SignOffFacts,
    SignOffPost,
    ToldAnswers,
    TakeBackRequest,
    ...handlers,
  ],
  exports: services,
})
export class SignOffModule {}
