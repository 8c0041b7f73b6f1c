import { INDICATOR_KIND_LABELS, type IndicatorHistory, type UnitCostHistory } from '#libs/dossiers/index.js';
import { counted } from '#libs/kernel/index.js';
import { Col, type Fact, KeyFacts, LineChart, Row, Section } from '#libs/ui/index.js';

import { UnitCostTrend } from '../dossier/unit-cost-trend.js';

const figures = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** What the product measures, as its committees saw it. */
export function ProductIndicators(props: {
  readonly indicators: readonly IndicatorHistory[];
  readonly unitCost: UnitCostHistory | undefined;
}) {
  const { indicators, unitCost } = props;
  if (indicators.length === 0 && !unitCost) return null;
  // One value is no curve.
  const followed = indicators.filter(({ points }) => points.length > 1);
  const single = indicators.filter(({ points }) => points.length === 1);
  return (
    <Section id="indicateurs" title="Indicateurs" lead="Tels que présentés à chaque comité.">
      {single.length > 0 && <KeyFacts facts={single.map(factOf)} />}
      <Row>
        {followed.map((indicator, rank) => (
          <Col key={indicator.key} md={6}>
            <LineChart
              id={`indicateur-${rank + 1}`}
              title={titleOf(indicator)}
              description={descriptionOf(indicator)}
              format={(value) => withUnit(value, indicator.unit)}
              series={[{ name: indicator.name, points: indicator.points }]}
              target={
                indicator.target === null
                  ? undefined
                  : { value: indicator.target, label: `Cible\u00A0: ${withUnit(indicator.target, indicator.unit)}` }
              }
            />
          </Col>
        ))}
      </Row>
      {unitCost && <UnitCostTrend history={unitCost} />}
    </Section>
  );
}

function factOf(indicator: IndicatorHistory): Fact {
  const { points, target, unit } = indicator;
  return {
    term: titleOf(indicator),
    value: withUnit(points[0]?.value ?? 0, unit),
    ...(target === null ? {} : { note: `cible\u00A0: ${withUnit(target, unit)}` }),
  };
}

function titleOf({ name, kind, period, isNorthStar }: IndicatorHistory): string {
  const details = [isNorthStar && 'étoile polaire', kind && INDICATOR_KIND_LABELS[kind].toLowerCase(), period].filter(
    Boolean,
  );
  return details.length > 0 ? `${name} (${details.join(', ')})` : name;
}

function descriptionOf({ points, unit }: IndicatorHistory): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'Aucune valeur.';
  return `De ${withUnit(first.value, unit)} à ${withUnit(last.value, unit)} en ${counted(points.length, 'comité')}.`;
}

const withUnit = (value: number, unit: string): string => figures.format(value) + (unit ? `\u00A0${unit}` : '');
