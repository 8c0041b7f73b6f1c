import type { Role } from '#libs/identity/index.js';
import { type Rung, RUNGS } from '#workflows/committee/index.js';

import type { CommitteeMember, CommitteeView } from './committee-view.js';
import { holdersOf } from './coverage.js';

/** What one person is told at a rung, and for which products. */
export interface ReminderPart {
  readonly kind:
    | 'date-announced'
    | 'check-budget-line'
    | 'dossier-opened'
    | 'rehearse'
    | 'dossier-received'
    | 'dossier-awaited'
    | 'dossier-missing'
    | 'tomorrow';
  readonly productIds: readonly string[];
}

export interface Recipient {
  readonly member: CommitteeMember;
  readonly parts: readonly ReminderPart[];
}

const TEAM: readonly Role[] = ['intrapreneur', 'coach', 'team-member'];
const PORTFOLIO: readonly Role[] = ['portfolio-manager', 'dinum-portfolio-manager'];

/**
 * Who is told what at a rung (domain, half-yearly cycle, rule 3): each person once, however many of the products they hold.
 * Who declined, or sends somebody, is not reminded of a date they will not keep; the work that is theirs (the budget line, the dossier, its
 * absence) they are reminded of all the same, since it does not wait for who sits.
 * @param awaited products whose dossier is not there.
 */
export function recipientsOf(rung: Rung, committee: CommitteeView, awaited: readonly string[]): readonly Recipient[] {
  return gathered(toldAt(rung, committee, awaited));
}

/**
 * Who has to catch up with rungs that were left behind, in the order of the ladder, each person once. A dossier whose day has
 * passed is asked for; what only announces is left out.
 */
export function catchingUp(rungs: readonly Rung[], committee: CommitteeView): readonly Recipient[] {
  const awaited = committee.context.products
    .filter(({ dossier }) => dossier === 'awaited')
    .map(({ productId }) => productId);
  return gathered(
    RUNGS.filter(({ rung }) => rungs.includes(rung))
      .flatMap(({ rung }) => toldAt(rung, committee, awaited))
      .filter(([, { kind }]) => kind !== 'dossier-received'),
  );
}

function toldAt(rung: Rung, committee: CommitteeView, awaited: readonly string[]): readonly Told[] {
  const all = committee.products.map((product) => product.id);
  const received = all.filter((productId) => !awaited.includes(productId));
  const told: Readonly<Record<Rung, () => readonly Told[]>> = {
    'D-45': () => attending('date-announced', committee, all),
    'D-30': () => holders('check-budget-line', committee, 'sponsor', all),
    'D-21': () => holders('dossier-opened', committee, TEAM, all),
    'D-14': () => holders('rehearse', committee, TEAM, all),
    'D-7': () => [
      ...holders('dossier-awaited', committee, TEAM, awaited),
      ...attending('dossier-received', committee, received),
    ],
    late: () => holders('dossier-missing', committee, PORTFOLIO, awaited),
    'D-1': () => attending('tomorrow', committee, all),
  };
  return told[rung]();
}

type Told = readonly [CommitteeMember, ReminderPart];

/** Everybody who may come, in person or in the stead of others, for products if there are some. */
function attending(
  kind: ReminderPart['kind'],
  { members }: CommitteeView,
  productIds: readonly string[],
): readonly Told[] {
  if (productIds.length === 0) return [];
  return members
    .filter(({ response }) => response !== 'declined' && response !== 'represented')
    .map((member) => [member, { kind, productIds }] as const);
}

/** Those who hold a role, each for the products they hold it for. */
function holders(
  kind: ReminderPart['kind'],
  { members }: CommitteeView,
  roles: Role | readonly Role[],
  productIds: readonly string[],
): readonly Told[] {
  return members.flatMap((member): readonly Told[] => {
    const theirs = productIds.filter((productId) => holdersOf([member], roles, productId).length > 0);
    return theirs.length > 0 ? [[member, { kind, productIds: theirs }]] : [];
  });
}

function gathered(told: readonly Told[]): readonly Recipient[] {
  const recipients = new Map<string, { member: CommitteeMember; parts: ReminderPart[] }>();
  for (const [member, part] of told) {
    const known = recipients.get(member.id);
    if (known) known.parts.push(part);
    else recipients.set(member.id, { member, parts: [part] });
  }
  return [...recipients.values()];
}
