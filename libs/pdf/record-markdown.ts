import type { RecordDocument } from './record-document.js';
import { type OutlineBlock, recordOutline } from './record-outline.js';
import type { RichText, Run } from './rich-text.js';

/** The record as Markdown (CommonMark, with the tables of GitHub): to be pasted in a wiki. What people typed stays text. */
export function recordMarkdown(document: RecordDocument): string {
  const { title, incubator, opening, blocks } = recordOutline(document);
  const parts = [`# ${escaped(title)}`, `**${escaped(incubator)}**`, ...opening.map(escaped), ...blocks.map(blockOf)];
  return `${parts.join('\n\n')}\n`;
}

function blockOf(block: OutlineBlock): string {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
  if (block.kind === 'text') return richOf(block.text);
  if (block.kind === 'list') return block.items.map((item) => `- ${richOf(item).replaceAll('\n', '\n  ')}`).join('\n');
  return [
    rowOf(block.head.map(escaped)),
    rowOf(block.head.map(() => '---')),
    ...block.rows.map((row) => rowOf(row.map(cellOf))),
  ].join('\n');
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A cell holds one line. */
const cellOf = (text: RichText): string =>
  text.flatMap(({ list, lines }) => lines.map((line) => `${list ? '• ' : ''}${lineOf(line)}`)).join('<br>');

const richOf = (text: RichText): string =>
  text
    .map(({ list, lines }) =>
      lines.map((line) => (list ? `- ${lineOf(line)}` : lineOf(line))).join(list ? '\n' : '  \n'),
    )
    .join('\n\n');

const lineOf = (runs: readonly Run[]): string =>
  runs
    .map(
      ({ text, bold, italic }) =>
        `${bold ? '**' : ''}${italic ? '_' : ''}${escaped(text)}${italic ? '_' : ''}${bold ? '**' : ''}`,
    )
    .join('');

/** Everything that Markdown would read as a mark, or a browser as a tag. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|~]/gu, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/u, String.raw`$1\$2`);
}
