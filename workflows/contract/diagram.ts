import { edgesOf, restingStates } from './anatomy.js';
import type { ProcessDefinition, StoredSnapshot } from './process-definition.js';

const START = '<!-- generated from the machine by scripts/diagrams.mjs -->';
const END = '<!-- end of what is generated -->';

/**
 * The part of a process's README that its machine dictates.
 * @param samples a snapshot of each state, to read its deadlines from.
 */
export function generated(definition: ProcessDefinition, samples: Readonly<Record<string, StoredSnapshot>>): string {
  return [START, mermaid(definition), deadlineTable(definition, samples), effectTable(definition), END].join('\n\n');
}

/** The README with its generated part replaced; added at the end when there was none. */
export function withGenerated(readme: string, part: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start === -1 || end === -1) return `${readme.trimEnd()}\n\n${part}\n`;
  return `${readme.slice(0, start)}${part}${readme.slice(end + END.length)}`;
}

const nodeId = (path: string): string => path.replaceAll(/\W/gu, '_') || 'anywhere';

function mermaid({ machine, labels }: ProcessDefinition): string {
  const edges = edgesOf(machine);
  const paths = new Set(edges.flatMap(({ from, to }) => [from, to]));
  for (const state of restingStates(machine)) paths.add(state);
  const names = [...paths].map((path) => `  state "${labels.states[path] ?? path}" as ${nodeId(path)}`);
  const arrows = new Map<string, Set<string>>();
  for (const { from, to, event, guard } of edges) {
    const arrow = `${nodeId(from)} --> ${nodeId(to)}`;
    const said = [event, guard && `[${guard}]`].filter(Boolean).join(' ');
    arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(said));
  }
  const initial = machine.root.initial.target[0];
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...names,
    `  [*] --> ${nodeId(initial ? initial.path.join('.') : '')}`,
    ...[...arrows].map(([arrow, said]) => `  ${arrow}: ${[...said].map((one) => one || 'otherwise').join('<br>')}`),
    '```',
  ].join('\n');
}

function deadlineTable(definition: ProcessDefinition, samples: Readonly<Record<string, StoredSnapshot>>): string {
  const rows = Object.entries(samples).flatMap(([state, snapshot]) =>
    definition.deadlines(snapshot).map(({ key, event }) => [state, `\`${key}\``, `\`${event.type}\``]),
  );
  if (rows.length === 0) return '## Deadlines\n\nNone: this process never waits for a date.';
  return `## Deadlines\n\n${table(['In state', 'Deadline', 'Event'], rows)}`;
}

function effectTable({ effects }: ProcessDefinition): string {
  const rows = Object.entries(effects).map(([type, queue]) => [`\`${type}\``, queue]);
  return `## Effects\n\n${table(['Effect', 'Queue'], rows)}`;
}

/** Columns padded as the formatter pads them, so that formatting changes nothing here. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_title, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
