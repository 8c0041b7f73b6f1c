import type { Instant } from '#libs/kernel/index.js';
import { committee, type CommitteeContext, type Quorum } from '#workflows/committee/index.js';

import { Play, type Said } from '../machines.js';

/** A Thursday afternoon. */
export const STARTS_AT: Instant = '2026-09-17T12:00:00.000Z';

export const planned = (productIds: readonly string[] = ['p1', 'p2'], startsAt: Instant = STARTS_AT): Said => ({
  type: 'committee.planned',
  startsAt,
  productIds,
});
export const convened: Said = { type: 'committee.convened', missing: [] };
export const moved = (startsAt: Instant): Said => ({ type: 'committee.moved', startsAt, reason: 'Sponsor empêché' });
export const postponed: Said = { type: 'committee.postponed', reason: 'Sponsor empêché' };
export const cancelled: Said = { type: 'committee.cancelled', reason: 'Produit arrêté' };
export const submitted = (productId: string): Said => ({ type: 'dossier.submitted', productId });
export const attended = (
  absentMandatory: readonly string[] = [],
  reason: string | null = null,
  quorum: Quorum = { present: 6, needed: 4 },
): Said => ({ type: 'attendance.recorded', absentMandatory, reason, quorum });
export const adjourned = (productId: string, startsAt: Instant = '2026-10-08T12:00:00.000Z'): Said => ({
  type: 'product.adjourned',
  productId,
  startsAt,
  reason: 'Chiffres attendus',
});
export const adjournedWhole = (startsAt: Instant = '2026-10-08T12:00:00.000Z'): Said => ({
  type: 'sitting.adjourned',
  startsAt,
  reason: 'Panne électrique',
});
export const called = (productId: string): Said => ({ type: 'product.called', productId });
export const decided = (productId: string): Said => ({
  type: 'decision.recorded',
  productId,
  decisionId: `decision-${productId}`,
  means: 'same',
  phase: 'stay',
});
export const settled = (productId: string, outcome: 'sealed' | 'declined' = 'sealed'): Said => ({
  type: 'record.settled',
  productId,
  outcome,
});

/** A committee planned well ahead, before the first rung of its ladder. */
export const aPlannedCommittee = (productIds?: readonly string[]): Play<CommitteeContext> =>
  new Play<CommitteeContext>(committee, 'c1', '2026-07-01T08:00:00.000Z').say(planned(productIds));

export const aConvenedCommittee = (productIds?: readonly string[]): Play<CommitteeContext> =>
  aPlannedCommittee(productIds).say(convened);

/** Dossiers are open, the rehearsal has not been recalled yet. */
export const aCommitteeInPreparation = (productIds?: readonly string[]): Play<CommitteeContext> => {
  const play = aConvenedCommittee(productIds);
  while (play.state !== 'preparing') play.fire();
  return play;
};

export const aSitting = (productIds?: readonly string[]): Play<CommitteeContext> => {
  const play = aCommitteeInPreparation(productIds);
  while (play.fire());
  return play.say({ type: 'sitting.opened' }, STARTS_AT);
};

export const aDeliberation = (productIds?: readonly string[]): Play<CommitteeContext> =>
  aSitting(productIds)
    .say(attended())
    .say({ type: 'questions.opened' }, '2026-09-17T12:15:00.000Z')
    .say({ type: 'deliberation.opened' }, '2026-09-17T12:30:00.000Z');

export const aDecidedCommittee = (productId = 'p1'): Play<CommitteeContext> =>
  aDeliberation([productId]).say(decided(productId)).say({ type: 'sitting.closed' }, '2026-09-17T12:50:00.000Z');

/** One play per state of the committee, and more for what one play cannot show. */
export const committeeStories = (): Readonly<Record<string, Play<CommitteeContext>>> => ({
  proposed: new Play<CommitteeContext>(committee, 'c1', '2026-07-01T08:00:00.000Z'),
  planned: aPlannedCommittee(),
  convened: aConvenedCommittee(),
  preparing: aCommitteeInPreparation().say(submitted('p1')),
  'sitting.presentation': aSitting(),
  'sitting.questions': aSitting().say(attended()).say({ type: 'questions.opened' }),
  'sitting.deliberation': aDeliberation().say(decided('p1')),
  decided: aDecidedCommittee(),
  closed: aDecidedCommittee().say(settled('p1')),
  postponed: aCommitteeInPreparation().say(postponed),
  cancelled: aConvenedCommittee().say(cancelled),
});

/** Other ways into the same states, from which other things may follow. */
export const committeeVariants = (): Readonly<Record<string, Play<CommitteeContext>>> => ({
  'postponed before its dossiers were open': aConvenedCommittee().say(postponed),
  'sitting before its dossiers were open': aConvenedCommittee().say({ type: 'sitting.opened' }),
  'sitting, its clock paused': aSitting().say({ type: 'clock.paused' }),
  'sitting, one product put off': aSitting().say(adjourned('p2')),
  'sitting, every product put off': aSitting().say(adjourned('p1')).say(adjourned('p2')),
  'adjourned to a near day before its dossiers were open': aConvenedCommittee()
    .say({ type: 'sitting.opened' })
    .say(adjournedWhole('2026-07-12T12:00:00.000Z')),
  'sitting again after an adjournment': aSitting().say(adjournedWhole()),
  'planned and nearly there': aPlannedCommittee().say(moved('2026-07-12T12:00:00.000Z')),
});
