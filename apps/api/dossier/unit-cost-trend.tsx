import type { UnitCostHistory } from '#libs/dossiers/index.js';
import { type Cents, formatEuros, frenchDate } from '#libs/kernel/index.js';
import { Badge } from '#libs/ui/index.js';

/** What one unit costs, and whether it falls from one committee to the next, as it should. */
export function UnitCostTrend({ history }: { readonly history: UnitCostHistory }) {
  const { unit, points } = history;
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!last) return null;
  return (
    <p>
      {`Coût par unité${unit === '' ? '' : ` (${unit})`}, au comité du ${frenchDate(last.date)}\u00A0: `}
      <strong class="jl-nowrap">{formatEuros(last.cents)}</strong>
      {before && (
        <>
          {`, contre ${formatEuros(before.cents)} au comité du ${frenchDate(before.date)} `}
          <TrendBadge before={before.cents} now={last.cents} />
        </>
      )}
    </p>
  );
}

const percent = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });

/** In words: nothing is told by colour or arrow alone. */
export function TrendBadge({ before, now }: { readonly before: Cents; readonly now: Cents }) {
  const change = percent.format(Math.abs(now - before) / before);
  if (before === now) return <Badge size="sm">Inchangé</Badge>;
  return now < before ? (
    <Badge size="sm" severity="success">{`En baisse de ${change}`}</Badge>
  ) : (
    <Badge size="sm" severity="warning">{`En hausse de ${change}`}</Badge>
  );
}
