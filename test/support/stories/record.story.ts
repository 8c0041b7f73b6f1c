import { deliberationRecord, type RecordContext, type SignOffChoice } from '#workflows/deliberation-record/index.js';

import { Play, type Said } from '../machines.js';

export const opened: Said = {
  type: 'record.opened',
  committeeId: 'c1',
  productId: 'p1',
  decisionId: 'decision-p1',
  decision: { heldOn: '2026-09-17', means: 'same', phase: 'acceleration', provisionalUntil: null },
};
export const issued = (version = 1): Said => ({ type: 'pdf.issued', version, sha256: `${version}`.repeat(64) });
export const edited: Said = { type: 'record.edited' };

/** Two sponsors whose approval is required, and a partner who is only informed. */
export const requested: Said = {
  type: 'sign-off.requested',
  signatories: [
    { signatoryId: 's1', personId: 'sponsor', required: true },
    { signatoryId: 's2', personId: 'co-sponsor', required: true },
    { signatoryId: 's3', personId: 'partner', required: false },
  ],
};
export const answered = (signatoryId: string, choice: SignOffChoice = 'approve'): Said => ({
  type: 'answer.given',
  signatoryId,
  choice,
});
export const sealed: Said = { type: 'record.sealed', sha256: 'f'.repeat(64) };

/** The record that puts right a sealed one, and its phase with it. */
export const aCorrection = (): Play<RecordContext> =>
  aNewRecord()
    .say({
      ...opened,
      replaces: { recordId: 'r0', reason: 'Phase erronée', phase: 'construction', redates: true },
    })
    .say(issued());

export const aNewRecord = (): Play<RecordContext> =>
  new Play<RecordContext>(deliberationRecord, 'r1', '2026-09-17T13:00:00.000Z');
export const aDraft = (): Play<RecordContext> => aNewRecord().say(opened);
export const aRecordInReview = (): Play<RecordContext> => aDraft().say(issued());
/** Asked for on Friday 18 September 2026. */
export const aRecordAwaitingSignOff = (): Play<RecordContext> =>
  aRecordInReview().say(requested, '2026-09-18T08:00:00.000Z');
export const aSignedRecord = (): Play<RecordContext> =>
  aRecordAwaitingSignOff().say(answered('s1')).say(answered('s2', 'approve-with-reservations'));
export const aSealedRecord = (): Play<RecordContext> => aSignedRecord().say(sealed);

/** One play per state of the record. */
export const recordStories = (): Readonly<Record<string, Play<RecordContext>>> => ({
  proposed: aNewRecord(),
  drafting: aDraft().say(edited),
  inReview: aRecordInReview(),
  awaitingSignOff: aRecordAwaitingSignOff().say(answered('s1')),
  changesRequested: aRecordAwaitingSignOff().say(answered('s1', 'request-changes')),
  signed: aSignedRecord(),
  sealed: aSealedRecord(),
  declined: aRecordAwaitingSignOff().say(answered('s2', 'decline')),
  abandoned: aCorrection().say({ type: 'record.abandoned', reason: 'Il n’y avait pas d’erreur' }),
  superseded: aSealedRecord().say({ type: 'record.superseded', byRecordId: 'r2', reason: 'Erreur de montant' }),
});

/** Records that replace another: drafted, and to be put right. */
export const recordVariants = (): Readonly<Record<string, Play<unknown>>> => ({
  signedInOrder: aRecordInReview().say({ ...requested, signing: { inOrder: true, quorum: null, workingDays: 4 } }),
  correctionDrafted: aCorrection().say(edited),
  correctionToMend: aCorrection().say(requested).say(answered('s1', 'request-changes')),
});
