import type { CommitteeView } from '#libs/committees/index.js';
import type { Dossier, Indicator } from '#libs/dossiers/index.js';
import { type CalendarDate, parisDate } from '#libs/kernel/index.js';

/** One indicator as the committees saw it, half-year after half-year. */
export interface IndicatorHistory {
  readonly key: string;
  readonly name: string;
  readonly kind: Indicator['kind'];
  readonly unit: string;
  readonly period: string;
  /** What the last dossier aims at. */
  readonly target: number | null;
  /** One a committee, oldest first. */
  readonly points: readonly { readonly date: CalendarDate; readonly value: number }[];
}

const KIND_ORDER: readonly Indicator['kind'][] = ['impact', 'use', 'effort', null];

/**
 * The indicators of the submitted dossiers, impact first. Two of the same name and unit are one: teams write them again for
 * each committee. Only what members received counts, dated by the sitting.
 */
export function indicatorHistories(
  dossiers: readonly Dossier[],
  committees: readonly Pick<CommitteeView, 'id' | 'startsAt'>[],
): readonly IndicatorHistory[] {
  const dayOf = new Map(committees.map(({ id, startsAt }) => [id, parisDate(startsAt)]));
  const submitted = dossiers
    .flatMap(({ committeeId, submission }) => {
      const date = dayOf.get(committeeId);
      return submission && date ? [{ date, indicators: submission.content.indicators }] : [];
    })
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  const histories = new Map<string, IndicatorHistory>();
  for (const { date, indicators } of submitted)
    for (const { name, kind, unit, period, value, target } of indicators) {
      if (name.trim() === '' || value === null) continue;
      const key = `${plain(name)} ${plain(unit)}`;
      const points = [...(histories.get(key)?.points ?? []), { date, value }];
      histories.set(key, { key, name, kind, unit, period, target, points });
    }
  return [...histories.values()].toSorted(
    (one, other) => KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind),
  );
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');
