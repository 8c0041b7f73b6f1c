import type { ComponentChildren } from 'preact';

import { type CalendarDate, daysBetween, frenchDate } from '#libs/kernel/index.js';

import { DataTable } from './data-table.js';
import { evenly, linearScale } from './scale.js';
import { Figures } from './text.js';

const plain = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });
const formatNumber = (value: number): string => plain.format(value);
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** SVG text cannot be padded: a full no-break space stands in for the narrow one (see `Figures`). */
const drawn = (figures: string): string => figures.replaceAll('\u202F', '\u00A0');

interface ChartProps {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, in a sentence: the text that replaces it. */
  readonly description: string;
  /** How a value is written, unit included; French figures by default. */
  readonly format?: ((value: number) => string) | undefined;
}

/** Title, drawing, and the same data as a table: a chart never says more than its table. */
function Figure(
  props: ChartProps & {
    readonly legend?: ComponentChildren;
    readonly drawing: ComponentChildren;
    readonly table: ComponentChildren;
  },
) {
  return (
    <figure class="jl-chart" aria-labelledby={`${props.id}-caption`}>
      <figcaption class="jl-chart__caption" id={`${props.id}-caption`}>
        {props.title}
      </figcaption>
      {props.legend}
      {props.drawing}
      <details class="jl-chart__data">
        <summary>Données du graphique</summary>
        {props.table}
      </details>
    </figure>
  );
}

export interface LineSeries {
  readonly name: string;
  /** In any order; a missing day is simply not drawn. */
  readonly points: readonly { readonly date: CalendarDate; readonly value: number }[];
}

export interface LineChartProps extends ChartProps {
  /** Up to four; told apart by marker and dash as well as by colour. */
  readonly series: readonly LineSeries[];
  /** A level to reach, drawn across. */
  readonly target?: { readonly value: number; readonly label: string } | undefined;
}

const HEIGHT = 260;
const TOP = 26;
const BOTTOM = 34;
/** Room kept left for the figures of the axis and right for the last marker, as shares of the width. */
const LEFT = 0.1;
const RIGHT = 0.03;

/** Values over time. Horizontal places are percentages: the drawing fits any width while its text keeps its size. */
export function LineChart(props: LineChartProps) {
  const { id, series, target, format = formatNumber } = props;
  const dates = [...new Set(series.flatMap((line) => line.points.map((point) => point.date)))].toSorted();
  const first = dates[0];
  const span = first === undefined ? 0 : daysBetween(first, dates.at(-1) ?? first);
  const scale = linearScale([...series.flatMap((line) => line.points.map((point) => point.value)), target?.value ?? 0]);
  const x = (date: CalendarDate): string =>
    percent(LEFT + (1 - LEFT - RIGHT) * (span === 0 || first === undefined ? 0.5 : daysBetween(first, date) / span));
  const y = (value: number): number => Number((TOP + (HEIGHT - TOP - BOTTOM) * (1 - scale.share(value))).toFixed(2));

  return (
    <Figure
      {...props}
      legend={
        (series.length > 1 || target) && <Legend names={series.map((line) => line.name)} target={target?.label} />
      }
      drawing={
        <svg
          class="jl-chart__drawing"
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
          width="100%"
          height={HEIGHT}
        >
          <title id={`${id}-title`}>{props.title}</title>
          <desc id={`${id}-desc`}>{props.description}</desc>
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line class="jl-chart__grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
              <text class="jl-chart__tick" x="0" y={y(tick) - 5}>
                {drawn(format(tick))}
              </text>
            </g>
          ))}
          {evenly(dates, 3).map((date, index, shown) => (
            <text
              key={date}
              class="jl-chart__tick"
              x={shown.length === 1 ? x(date) : index === 0 ? '0' : index === shown.length - 1 ? '100%' : x(date)}
              y={HEIGHT - 10}
              text-anchor={
                shown.length === 1 ? 'middle' : index === 0 ? 'start' : index === shown.length - 1 ? 'end' : 'middle'
              }
            >
              {monthOf(date)}
            </text>
          ))}
          {target && <line class="jl-chart__target" x1="0" x2="100%" y1={y(target.value)} y2={y(target.value)} />}
          {series.map((line, rank) => (
            <Line key={line.name} line={line} rank={rank} x={x} y={y} />
          ))}
        </svg>
      }
      table={
        <DataTable
          caption={props.title}
          captionHidden
          rows={dates}
          rowKey={(date) => date}
          columns={[
            { key: 'date', header: 'Date', cell: (date) => frenchDate(date), nowrap: true },
            ...series.map((line) => ({
              key: line.name,
              header: line.name,
              numeric: true,
              cell: (date: CalendarDate) => {
                const point = line.points.find((candidate) => candidate.date === date);
                return point === undefined ? '—' : <Figures text={format(point.value)} />;
              },
            })),
          ]}
        />
      }
    />
  );
}

const monthNames = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];
const monthOf = (date: CalendarDate): string =>
  `${monthNames[Number(date.slice(5, 7)) - 1] ?? ''}\u00A0${date.slice(0, 4)}`;

function Line(props: {
  readonly line: LineSeries;
  readonly rank: number;
  readonly x: (date: CalendarDate) => string;
  readonly y: (value: number) => number;
}) {
  const points = props.line.points.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return (
    <g class={`jl-chart__line jl-chart__line--${(props.rank % 4) + 1}`}>
      {points.slice(1).map((point, index) => {
        const before = points[index];
        return (
          before && (
            <line
              key={point.date}
              x1={props.x(before.date)}
              y1={props.y(before.value)}
              x2={props.x(point.date)}
              y2={props.y(point.value)}
            />
          )
        );
      })}
      {points.map((point) => (
        <svg key={point.date} x={props.x(point.date)} y={props.y(point.value)} overflow="visible">
          <Marker rank={props.rank} />
        </svg>
      ))}
    </g>
  );
}

const markers = [
  'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z',
  'M-4-4h8v8h-8z',
  'M0-5.5 5.5 0 0 5.5-5.5 0z',
  'M0-5 5 4H-5z',
];

function Marker({ rank }: { readonly rank: number }) {
  return <path class="jl-chart__marker" d={markers[rank % markers.length]} />;
}

function Legend({ names, target }: { readonly names: readonly string[]; readonly target: string | undefined }) {
  return (
    <ul class="jl-chart__legend">
      {names.map((name, rank) => (
        <li key={name}>
          <svg width="28" height="12" viewBox="-14 -6 28 12" aria-hidden="true" focusable="false">
            <g class={`jl-chart__line jl-chart__line--${(rank % 4) + 1}`}>
              <line x1="-14" x2="14" y1="0" y2="0" />
              <Marker rank={rank} />
            </g>
          </svg>
          {name}
        </li>
      ))}
      {target !== undefined && (
        <li>
          <svg width="28" height="12" viewBox="-14 -6 28 12" aria-hidden="true" focusable="false">
            <line class="jl-chart__target" x1="-14" x2="14" y1="0" y2="0" />
          </svg>
          {target}
        </li>
      )}
    </ul>
  );
}

export interface BarChartProps extends ChartProps {
  readonly bars: readonly { readonly label: string; readonly value: number }[];
  /** Header of the label column of the table. */
  readonly labelHeader: string;
  /** Header of the value column. */
  readonly valueHeader: string;
}

const BAR_ROW = 46;

/** Amounts compared: bars lie down, their labels in full above them. Values must not be negative. */
export function BarChart(props: BarChartProps) {
  const { id, bars, format = formatNumber } = props;
  const most = Math.max(0, ...bars.map((bar) => bar.value));
  const width = (value: number): string => percent(most === 0 ? 0 : value / most);
  return (
    <Figure
      {...props}
      drawing={
        <svg
          class="jl-chart__drawing"
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
          width="100%"
          height={bars.length * BAR_ROW}
        >
          <title id={`${id}-title`}>{props.title}</title>
          <desc id={`${id}-desc`}>{props.description}</desc>
          {bars.map((bar, index) => (
            <g key={bar.label}>
              <text class="jl-chart__label" x="0" y={index * BAR_ROW + 16}>
                {bar.label}
              </text>
              <text class="jl-chart__value" x="100%" y={index * BAR_ROW + 16} text-anchor="end">
                {drawn(format(bar.value))}
              </text>
              <rect class="jl-chart__track" x="0" y={index * BAR_ROW + 24} width="100%" height="10" rx="2" />
              <rect class="jl-chart__bar" x="0" y={index * BAR_ROW + 24} width={width(bar.value)} height="10" rx="2" />
            </g>
          ))}
        </svg>
      }
      table={
        <DataTable
          caption={props.title}
          captionHidden
          rows={bars}
          rowKey={(bar) => bar.label}
          columns={[
            { key: 'label', header: props.labelHeader, cell: (bar) => bar.label },
            {
              key: 'value',
              header: props.valueHeader,
              numeric: true,
              cell: (bar) => <Figures text={format(bar.value)} />,
            },
          ]}
        />
      }
    />
  );
}
