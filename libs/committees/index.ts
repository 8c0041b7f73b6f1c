export * from './adjourn-product.service.js';
export * from './adjourn-sitting.service.js';
export * from './attendance.repository.js';
export * from './cancel-committee.service.js';
export { CarryOver } from './carry-over.js';
export * from './change-members.service.js';
export * from './checklist.js';
export * from './committee-access.js';
export * from './committee-calendar.js';
export * from './committee-dates.js';
export { type Attendance, ATTENDANCES, type Response, RESPONSES } from './committee-member.row.js';
export type * from './committee-view.js';
export * from './committee.errors.js';
export { CommitteesModule } from './committees.module.js';
export * from './committees.reader.js';
export * from './convene-committee.service.js';
export { holdersOf, missingRoles } from './coverage.js';
export { LetterFrames } from './effects/letter-frames.js';
export {
  agenda,
  type AgendaItem,
  enumerate,
  frenchDuration,
  frenchTime,
  organizerOf,
  type MailFrame,
  productNames,
} from './mails/parts.js';
export { type Enclosure, type EnclosureMaker, Enclosures } from './enclosures.js';
export { InvitationLinks } from './invitation-links.repository.js';
export type { Guest } from './membership.js';
export * from './move-committee.service.js';
export * from './move-reminder.service.js';
export * from './plan-committee.service.js';
export * from './plannable-products.reader.js';
export * from './planning-warnings.js';
export * from './postpone-committee.service.js';
export * from './proposed-members.service.js';
export { checkedReason } from './reason.js';
export * from './record-answer.service.js';
export * from './record-attendance.service.js';
export * from './resend-invitations.service.js';
export * from './respond-to-invitation.service.js';
export * from './stop-reminder.service.js';
export type { WhereAndWhen } from './where-and-when.js';
