import { derivedId } from '#libs/kernel/index.js';
import type { HistoryLine, ImportedProduct, ImportOddity } from '#libs/portfolio/index.js';

import { historyFingerprint, type ProductHistory } from './product-history.js';

/** The identifier, here, of what the register names: always the same, whoever imports it and when. */
export const registeredId = {
  product: (registerId: string): string => derivedId('product', registerId),
  incubator: (registerId: string): string => derivedId('incubator', registerId),
  organisation: (registerId: string): string => derivedId('organisation', registerId),
} as const;

/** The rows that a reading of the register becomes. */
export function importedProduct(history: ProductHistory, oddities: readonly ImportOddity[]): ImportedProduct {
  const { registerId, incubatorId } = history;
  return {
    id: registeredId.product(registerId),
    registerId,
    incubatorId: incubatorId === undefined ? null : registeredId.incubator(incubatorId),
    name: history.name,
    pitch: history.pitch,
    contact: history.contact || null,
    links: history.links,
    topics: history.topics,
    sponsorIds: history.sponsors.map(registeredId.organisation),
    history: linesOf(history),
    oddities,
    fingerprint: historyFingerprint(history),
  };
}

function linesOf(history: ProductHistory): readonly Omit<HistoryLine, 'id'>[] {
  const phases = [...history.phases, ...history.undatedPhases.map((phase) => ({ ...phase, start: null }))];
  const committees = history.committees.map(({ on, comment }) => ({ name: 'committee', on, comment, held: true }));
  const others = history.otherEvents.map((event) => ({ ...event, held: false }));
  return [
    ...phases.map(({ registerName, phase, start, end, comment }) => ({
      kind: 'phase' as const,
      name: registerName,
      state: phase ?? null,
      startsOn: start,
      endsOn: end ?? null,
      comment,
    })),
    ...[...committees, ...others].map(({ name, on, comment, held }) => ({
      kind: held ? ('committee' as const) : ('event' as const),
      name,
      state: null,
      startsOn: on ?? null,
      endsOn: null,
      comment,
    })),
  ];
}
