import type { Envelope } from '#libs/decisions/index.js';
import { type PortfolioLine, STANDING_LABELS } from '#libs/portfolio/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';

import { spreadsheet } from './spreadsheet.js';

const HEADER = [
  'Produit',
  'Identifiant',
  'Incubateur',
  'Phase',
  'Situation',
  'Dernier comité',
  'À tenir avant le',
  'Dû le',
  'Jours de retard',
  'Prévu le',
  'Enveloppe en cours (€)',
  'Enveloppe jusqu’au',
];

/** The portfolio as a spreadsheet; days as AAAA-MM-JJ, amounts with a comma. */
export function portfolioExport(
  lines: readonly PortfolioLine[],
  envelopes: ReadonlyMap<string, Pick<Envelope, 'totalCents' | 'closesOn'>>,
): string {
  return spreadsheet(
    HEADER,
    lines.map((line) => {
      const envelope = envelopes.get(line.product.id);
      return [
        line.product.name,
        line.product.registerId ?? '',
        line.incubator?.name ?? '',
        LIFECYCLE_LABELS[line.phase],
        STANDING_LABELS[line.standing],
        line.lastCommittee ?? '',
        line.wanted ?? '',
        line.due ?? '',
        line.due === null ? '' : line.daysLate,
        line.planned?.on ?? '',
        envelope ? (envelope.totalCents / 100).toFixed(2).replace('.', ',') : '',
        envelope?.closesOn ?? '',
      ];
    }),
  );
}
