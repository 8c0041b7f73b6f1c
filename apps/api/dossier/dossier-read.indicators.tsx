import {
  costPerUnit,
  INDICATOR_KIND_LABELS,
  type IndicatorHistory,
  isVain,
  MATRIX_CELL_LABELS,
  unitCostBefore,
} from '#libs/dossiers/index.js';
import { counted, formatEuros, frenchDate, parisDate } from '#libs/kernel/index.js';
import { Badge, Callout, DataTable, Figures, LineChart, Section } from '#libs/ui/index.js';

import type { ReadProps } from './dossier-page.js';
import { dossierStrings as say, partWords, VANITY } from './dossier.strings.js';
import { typedFigure } from './figures.js';
import { TrendBadge } from './unit-cost-trend.js';

/** Held together: a cell laid out as a card would part its thousands. */
function Figure({ value }: { readonly value: number | null }) {
  if (value === null) return null;
  return (
    <span class="jl-nowrap">
      <Figures text={typedFigure(value)} />
    </span>
  );
}

/** What is measured, the star that is followed, and what a unit of it costs. */
export function Indicators({ content, desk, northStar, unitCost }: ReadProps) {
  const { anchor, title } = partWords('indicators', desk.product.phase);
  const cents = costPerUnit(content);
  const before = unitCostBefore(unitCost, parisDate(desk.committee.startsAt));
  return (
    <Section id={anchor} title={title}>
      {isVain(content) && (
        <Callout title={VANITY.title}>
          <p>{VANITY.toReaders}</p>
        </Callout>
      )}
      <DataTable
        caption="Indicateurs"
        captionHidden
        empty={say.nothing}
        rows={content.indicators.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: 'name',
            header: 'Indicateur',
            rowHeader: true,
            cell: ({ id, name, unit, period, source }) => (
              <>
                {name} {id === content.northStar && <Badge size="sm">Étoile polaire</Badge>}
                <span class="fr-hint-text">
                  {[unit, period, source && `source\u00A0: ${source}`].filter(Boolean).join(', ')}
                </span>
              </>
            ),
          },
          {
            key: 'kind',
            header: 'Nature',
            cell: ({ kind, cell }) =>
              [kind && INDICATOR_KIND_LABELS[kind], cell && MATRIX_CELL_LABELS[cell].toLowerCase()]
                .filter(Boolean)
                .join(', '),
          },
          {
            key: 'previous',
            header: 'Il y a six mois',
            numeric: true,
            cell: ({ previous }) => <Figure value={previous} />,
          },
          {
            key: 'previousTarget',
            header: 'Cible d’il y a six mois',
            numeric: true,
            cell: ({ previousTarget }) => <Figure value={previousTarget} />,
          },
          {
            key: 'value',
            header: 'Aujourd’hui',
            numeric: true,
            cell: ({ value }) => <Figure value={value} />,
          },
          {
            key: 'target',
            header: 'Cible dans six mois',
            numeric: true,
            cell: ({ target }) => <Figure value={target} />,
          },
        ]}
      />
      {northStar && northStar.points.length > 1 && <NorthStar history={northStar} />}
      {cents !== null && (
        <p>
          {`Coût par unité${content.unitCost.unit === '' ? '' : ` (${content.unitCost.unit})`}\u00A0: `}
          <strong class="jl-nowrap">{formatEuros(cents)}</strong>
          {before && (
            <>
              {`, contre ${formatEuros(before.cents)} au comité du ${frenchDate(before.date)} `}
              <TrendBadge before={before.cents} now={cents} />
            </>
          )}
        </p>
      )}
    </Section>
  );
}

function NorthStar({ history }: { readonly history: IndicatorHistory }) {
  const [first, last] = [history.points[0], history.points.at(-1)];
  const written = (value: number): string => typedFigure(value) + (history.unit ? `\u00A0${history.unit}` : '');
  return (
    <LineChart
      id="etoile-polaire"
      title={`${history.name}, d’un comité à l’autre`}
      description={`De ${written(first?.value ?? 0)} à ${written(last?.value ?? 0)} en ${counted(history.points.length, 'comité')}.`}
      format={written}
      series={[{ name: history.name, points: history.points }]}
    />
  );
}
