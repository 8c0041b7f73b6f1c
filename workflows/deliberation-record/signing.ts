import { addWorkingDays, type CalendarDate, parisDate } from '#libs/kernel/index.js';

import type { RecordContext, Signatory, SignOffChoice } from './case.js';

/** Who answers for a place: its holder, or the last person it was delegated to. */
export const answererOf = ({ personId, delegations }: Pick<Signatory, 'personId' | 'delegations'>): string =>
  delegations.at(-1)?.to ?? personId;

export const isApproval = (choice: SignOffChoice): boolean =>
  choice === 'approve' || choice === 'approve-with-reservations';

/** The required signatories who have not answered and whose turn it is: all of them, or the first when they sign in order. */
export function awaitedSignatories({ signatories, signing }: RecordContext): readonly Signatory[] {
  const silent = signatories.filter(({ required, answer }) => required && answer === null);
  return signing.inOrder ? silent.slice(0, 1) : silent;
}

/** True while that place may answer. Those who are only informed wait for no turn. */
export function mayAnswer(context: RecordContext, signatoryId: string): boolean {
  const place = context.signatories.find((one) => one.signatoryId === signatoryId);
  if (!place || place.answer !== null) return false;
  return !place.required || awaitedSignatories(context).includes(place);
}

/** How many of the required must approve. */
export const neededApprovals = ({ signatories, signing }: Pick<RecordContext, 'signatories' | 'signing'>): number =>
  signing.quorum ?? signatories.filter(({ required }) => required).length;

const approvalsOf = ({ signatories }: Pick<RecordContext, 'signatories'>): number =>
  signatories.filter(({ required, answer }) => required && answer !== null && isApproval(answer.choice)).length;

/** True for the approval that completes what is needed. */
export function completes(context: RecordContext, signatoryId: string): boolean {
  const place = context.signatories.find((one) => one.signatoryId === signatoryId);
  return place?.required === true && approvalsOf(context) + 1 >= neededApprovals(context);
}

/** True when a place may be delegated to that person: nobody comes twice in one place, so that no chain closes on itself. */
export function mayDelegate(context: RecordContext, signatoryId: string, to: string): boolean {
  const place = context.signatories.find((one) => one.signatoryId === signatoryId);
  return (
    place !== undefined &&
    mayAnswer(context, signatoryId) &&
    ![place.personId, ...place.delegations.map((delegation) => delegation.to)].includes(to)
  );
}

/** True when a place that has not answered may go to that person: nobody holds two places. */
export function mayReplace(
  { signatories, former }: RecordContext,
  signatoryId: string,
  by: { readonly signatoryId: string; readonly personId: string },
): boolean {
  const used = [...signatories, ...former].map((one) => one.signatoryId);
  return (
    signatories.some((one) => one.signatoryId === signatoryId && one.answer === null) &&
    !used.includes(by.signatoryId) &&
    !signatories.some(({ personId }) => personId === by.personId)
  );
}

/** The last day on which those whose turn it is may answer; an operator may have moved what comes after it. */
export function answerBy({ askedOn, signing, adjustments }: RecordContext): CalendarDate | null {
  if (askedOn === null) return null;
  const moved = adjustments['answer'];
  const nominal = addWorkingDays(askedOn, signing.workingDays);
  return moved && parisDate(moved) > nominal ? parisDate(moved) : nominal;
}
