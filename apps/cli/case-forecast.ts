import { counted, frenchDateTime, type Instant } from '#libs/kernel/index.js';
import { type DeadlineChanges, type Forecast, isLeftBehind } from '#libs/workflow-runtime/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { textTable } from './text-table.js';

interface Subject {
  readonly case: string;
  readonly process: ProcessName;
  readonly subject: string;
  readonly products: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly stateBefore: string;
}

/** A case that would be brought to today's version, as JSON says it. */
export interface ForecastLine extends Subject {
  readonly stateAfter: string;
  readonly deadlines: {
    readonly kept: readonly { readonly key: string; readonly dueAt: Instant }[];
    readonly moved: readonly { readonly key: string; readonly dueAt: Instant; readonly from: Instant }[];
    readonly added: readonly { readonly key: string; readonly dueAt: Instant }[];
    readonly passed: readonly { readonly key: string; readonly dueAt: Instant }[];
    readonly dropped: readonly { readonly key: string; readonly dueAt: Instant }[];
  };
}

/** A case that no migration brings. */
export interface ImpossibleLine extends Subject {
  readonly why: string;
}

const moments = (deadlines: readonly { readonly key: string; readonly dueAt: Instant }[]) =>
  deadlines.map(({ key, dueAt }) => ({ key, dueAt }));

/** What a forecast says, without the snapshots. @param products names, in their order. */
export function lineOf(forecast: Forecast, products: readonly string[]): ForecastLine | ImpossibleLine {
  const { stored } = forecast;
  const subject = {
    case: stored.id,
    process: stored.process,
    subject: stored.subjectId,
    products,
    from: stored.version,
    to: isLeftBehind(forecast) ? forecast.to : forecast.checkpoint.to,
    stateBefore: stored.state,
  };
  if (isLeftBehind(forecast)) return { ...subject, why: forecast.why };
  const { kept, moved, added, passed, dropped } = forecast.deadlines;
  return {
    ...subject,
    stateAfter: forecast.step.stateAfter,
    deadlines: {
      kept: moments(kept),
      moved: moved.map(({ key, dueAt, from }) => ({ key, dueAt, from })),
      added: moments(added),
      passed: moments(passed),
      dropped: moments(dropped),
    },
  };
}

const KINDS = ['kept', 'moved', 'added', 'passed', 'dropped'] as const satisfies readonly (keyof DeadlineChanges)[];

/** French: one table for all, what is impossible, then each case with its deadlines. */
export function forecastText(lines: readonly ForecastLine[], impossible: readonly ImpossibleLine[]): string {
  if (lines.length + impossible.length === 0) return 'Tous les dossiers ouverts sont à la version de ce programme.';
  return [
    summary(lines, impossible),
    ...(impossible.length > 0 ? [impossibleText(impossible)] : []),
    ...lines.map(paragraphOf),
  ].join('\n\n');
}

/** The cases that no migration brings, named. */
export function impossibleText(impossible: readonly ImpossibleLine[]): string {
  const heading = `${counted(impossible.length, 'dossier ne peut pas être adapté', 'dossiers ne peuvent pas être adaptés')}\u00A0:`;
  return [heading, ...impossible.map((line) => `✗ ${headingOf(line)}\u00A0: ${line.why}`)].join('\n');
}

function summary(lines: readonly ForecastLine[], impossible: readonly ImpossibleLine[]): string {
  const names = [...new Set([...lines, ...impossible].map(({ process }) => process))];
  const rows = names.map((name) => {
    const brought = lines.filter(({ process }) => process === name);
    const left = impossible.filter(({ process }) => process === name);
    const sum = (kind: (typeof KINDS)[number]): string =>
      String(brought.reduce((total, { deadlines }) => total + deadlines[kind].length, 0));
    return [processes[name].labels.process, String(brought.length), String(left.length), ...KINDS.map(sum)];
  });
  return [
    `${counted(lines.length, 'dossier à adapter', 'dossiers à adapter')}, et ce que deviennent leurs échéances\u00A0:`,
    textTable(
      ['Processus', 'Dossiers', 'Impossibles', 'Gardées', 'Déplacées', 'Nouvelles', 'Passées', 'Retirées'],
      rows,
    ),
  ].join('\n\n');
}

function headingOf({ process, products, case: id, from, to }: Subject): string {
  const { labels }: ProcessDefinition = processes[process];
  return `${labels.process}${products.length > 0 ? `, ${products.join(', ')}` : ''} (dossier ${id}), version ${from} → ${to}`;
}

function paragraphOf(line: ForecastLine): string {
  const { labels }: ProcessDefinition = processes[line.process];
  const state = (name: string): string => labels.states[name] ?? name;
  const { kept, moved, added, passed, dropped } = line.deadlines;
  return [
    headingOf(line),
    line.stateBefore === line.stateAfter
      ? `  ${state(line.stateAfter)}`
      : `  ${state(line.stateBefore)} → ${state(line.stateAfter)}`,
    ...kept.map(({ key, dueAt }) => `  = ${key}, ${frenchDateTime(dueAt)}`),
    ...moved.map(({ key, dueAt, from }) => `  ~ ${key}, ${frenchDateTime(from)} → ${frenchDateTime(dueAt)}`),
    ...added.map(({ key, dueAt }) => `  + ${key}, ${frenchDateTime(dueAt)}`),
    ...passed.map(({ key, dueAt }) => `  · ${key}, ${frenchDateTime(dueAt)}\u00A0: passée, ne sera pas annoncée`),
    ...dropped.map(({ key, dueAt }) => `  − ${key}, ${frenchDateTime(dueAt)}`),
  ].join('\n');
}
