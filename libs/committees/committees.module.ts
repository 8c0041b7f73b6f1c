import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { PortfolioModule } from '#libs/portfolio/index.js';

import { AdjournProduct } from './adjourn-product.service.js';
import { AdjournSitting } from './adjourn-sitting.service.js';
import { CommitteeAttendance } from './attendance.repository.js';
import { CancelCommittee } from './cancel-committee.service.js';
import { CarryOver } from './carry-over.js';
import { ChangeMembers } from './change-members.service.js';
import { CommitteeAccess } from './committee-access.js';
import { CommitteeDates } from './committee-dates.js';
import { CommitteeInvitationRow } from './committee-invitation.row.js';
import { CommitteeMemberRow } from './committee-member.row.js';
import { CommitteeProductRow } from './committee-product.row.js';
import { CommitteeRow } from './committee.row.js';
import { Committees } from './committees.reader.js';
import { ConveneCommittee } from './convene-committee.service.js';
import { AskToPlan } from './effects/ask-to-plan.handler.js';
import { DutyRound } from './effects/duty-round.js';
import { EffectCause } from './effects/effect-cause.reader.js';
import { LetterFrames } from './effects/letter-frames.js';
import { ReportMismatch } from './effects/report-mismatch.handler.js';
import { RemindToPlan } from './effects/remind-to-plan.handler.js';
import { Escalate } from './effects/escalate.handler.js';
import { ReportOverdue } from './effects/report-overdue.handler.js';
import { SendCancellations } from './effects/send-cancellations.handler.js';
import { SendInvitations } from './effects/send-invitations.handler.js';
import { SendReminder } from './effects/send-reminder.handler.js';
import { Enclosures } from './enclosures.js';
import { InvitationLinks } from './invitation-links.repository.js';
import { MemberChanges } from './member-changes.reader.js';
import { Membership } from './membership.js';
import { MoveCommittee } from './move-committee.service.js';
import { MoveReminder } from './move-reminder.service.js';
import { PlanCommittee } from './plan-committee.service.js';
import { PlannableProducts } from './plannable-products.reader.js';
import { PostponeCommittee } from './postpone-committee.service.js';
import { ProposedMembers } from './proposed-members.service.js';
import { RecordAnswer } from './record-answer.service.js';
import { RecordAttendance } from './record-attendance.service.js';
import { ResendInvitations } from './resend-invitations.service.js';
import { RespondToInvitation } from './respond-to-invitation.service.js';
import { StopReminder } from './stop-reminder.service.js';
import { TakeBackAttendance } from './take-back-attendance.js';
import { TakeBackCallingOff } from './take-back-calling-off.js';

const services = [
  Committees,
  CommitteeAccess,
  CommitteeAttendance,
  CommitteeDates,
  LetterFrames,
  Enclosures,
  InvitationLinks,
  PlannableProducts,
  ProposedMembers,
  PlanCommittee,
  ConveneCommittee,
  MoveCommittee,
  PostponeCommittee,
  CancelCommittee,
  ChangeMembers,
  RecordAnswer,
  RecordAttendance,
  AdjournProduct,
  AdjournSitting,
  CarryOver,
  RespondToInvitation,
  ResendInvitations,
  MoveReminder,
  StopReminder,
];

const handlers = [
  SendInvitations,
  SendCancellations,
  SendReminder,
  AskToPlan,
  RemindToPlan,
  Escalate,
  ReportOverdue,
  ReportMismatch,
];

/** Committees from their planning to the eve of the sitting. `IdentityModule`, `MailModule` and `Configuration` come from the root. */
@Module({
  imports: [
    TypeOrmModule.forFeature([CommitteeRow, CommitteeProductRow, CommitteeMemberRow, CommitteeInvitationRow]),
    PortfolioModule,
  ],
  providers: [
    ...services,
    Membership,
    MemberChanges,
    EffectCause,
    DutyRound,
    ...handlers,
    TakeBackAttendance,
    TakeBackCallingOff,
  ],
  exports: services,
})
export class CommitteesModule {}
