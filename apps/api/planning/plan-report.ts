import { counted } from '#libs/kernel/index.js';
import type { PlanView } from '#libs/planning/index.js';
import type { Fact } from '#libs/ui/index.js';

const percent = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });
const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** What a plan is worth, and how much of that is proven. */
export function reportFacts({ plan, sittings, shortfalls }: PlanView): readonly Fact[] {
  const { report } = plan;
  const placed = sittings.reduce((sum, { productIds }) => sum + productIds.length, 0);
  const mean = placed === 0 ? 0 : report.days / placed;
  return [
    {
      term: 'Séances',
      value: sittings.length,
      note:
        report.leastSittings >= report.sittings ? 'le moins possible' : `au moins ${report.leastSittings}, au mieux`,
    },
    {
      term: 'Produits',
      value: `${placed} sur ${placed + shortfalls.length}`,
      note: shortfalls.length === 0 ? 'tous ont une séance' : `${counted(shortfalls.length, 'produit')} sans séance`,
    },
    {
      term: 'Écart aux dates idéales',
      value: `${decimal.format(mean)}\u00A0jour${mean >= 2 ? 's' : ''} par produit`,
      note: leastNote(report.days, report.leastDays, placed),
    },
    {
      term: 'Calcul',
      value: report.proven ? 'Optimal' : `À ${percent.format(report.gap)} de l’optimum`,
      note: report.milliseconds < 100 ? 'en un instant' : `en ${decimal.format(report.milliseconds / 1000)}\u00A0s`,
    },
  ];
}

function leastNote(days: number, least: number | null, placed: number): string {
  if (least === null || placed === 0) return 'en moyenne';
  return least >= days ? 'au mieux, avec ces séances' : `${decimal.format(least / placed)} au mieux`;
}
