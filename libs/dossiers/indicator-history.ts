import type { CommitteeView } from '#libs/committees/index.js';
import { type CalendarDate, type Cents, parisDate } from '#libs/kernel/index.js';

import type { DossierContent, Indicator } from './dossier.content.js';
import type { Dossier } from './dossier.js';
import { costPerUnit } from './dossier-rules.js';

/** One indicator as the committees saw it, half-year after half-year. */
export interface IndicatorHistory {
  readonly key: string;
  readonly name: string;
  readonly kind: Indicator['kind'];
  readonly unit: string;
  readonly period: string;
  /** The one that the product follows above all others, by its last dossier. */
  readonly isNorthStar: boolean;
  /** What the last dossier aims at. */
  readonly target: number | null;
  /** One a committee, oldest first. */
  readonly points: readonly { readonly date: CalendarDate; readonly value: number }[];
}

/** What one unit has cost, committee after committee; in cents. */
export interface UnitCostHistory {
  readonly unit: string;
  /** Oldest first. */
  readonly points: readonly UnitCostPoint[];
}

export interface UnitCostPoint {
  readonly date: CalendarDate;
  readonly cents: Cents;
}

type Sat = Pick<CommitteeView, 'id' | 'startsAt'>;

const KIND_ORDER: readonly Indicator['kind'][] = ['impact', 'use', 'effort', null];

/**
 * The indicators of the submitted dossiers, impact first. Two of the same name and unit are one: teams write them again for
 * each committee. Only what members received counts, dated by the sitting.
 */
export function indicatorHistories(
  dossiers: readonly Dossier[],
  committees: readonly Sat[],
): readonly IndicatorHistory[] {
  const histories = new Map<string, IndicatorHistory>();
  for (const { date, content } of presented(dossiers, committees))
    for (const { id, name, kind, unit, period, value, target } of content.indicators) {
      if (name.trim() === '' || value === null) continue;
      const key = `${plain(name)} ${plain(unit)}`;
      const points = [...(histories.get(key)?.points ?? []), { date, value }];
      const isNorthStar = id !== undefined && id === content.northStar;
      histories.set(key, { key, name, kind, unit, period, isNorthStar, target, points });
    }
  return [...histories.values()].toSorted(
    (one, other) =>
      Number(other.isNorthStar) - Number(one.isNorthStar) ||
      KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind),
  );
}

/** The cost of the unit that the last dossier counts in, in the submitted dossiers that count in it too. Undefined without any. */
export function unitCostHistory(dossiers: readonly Dossier[], committees: readonly Sat[]): UnitCostHistory | undefined {
  const all = presented(dossiers, committees);
  const unit = all.at(-1)?.content.unitCost.unit ?? '';
  const points = all.flatMap(({ date, content }) => {
    const cents = costPerUnit(content);
    return cents === null || plain(content.unitCost.unit) !== plain(unit) ? [] : [{ date, cents }];
  });
  return points.length === 0 ? undefined : { unit, points };
}

/** What the unit had cost when a committee last saw it, before that day. */
export const unitCostBefore = (history: UnitCostHistory | undefined, on: CalendarDate): UnitCostPoint | undefined =>
  history?.points.findLast(({ date }) => date < on);

/** What members received, oldest first, by the day of its sitting. */
function presented(
  dossiers: readonly Dossier[],
  committees: readonly Sat[],
): readonly { readonly date: CalendarDate; readonly content: DossierContent }[] {
  const dayOf = new Map(committees.map(({ id, startsAt }) => [id, parisDate(startsAt)]));
  return dossiers
    .flatMap(({ committeeId, submission }) => {
      const date = dayOf.get(committeeId);
      return submission && date ? [{ date, content: submission.content }] : [];
    })
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');
