import { type DrawnMessage, type MailBlock, type RichText } from './mail-message.js';
import { mailStrings } from './mail.strings.js';
import { plain, runs, safeHref } from './rich-text.js';

const WIDTH = 80;

/**
 * Wraps at ordinary spaces only: a no-break space holds its words together and an address is never cut,
 * even when it is longer than the line. `first` opens the first line, `rest` the following ones.
 */
function wrap(text: string, first = '', rest = ' '.repeat(first.length)): string {
  const lines: string[] = [];
  let indent = first;
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/[ \t]+/u).filter(Boolean)) {
      if (line && indent.length + line.length + 1 + word.length > WIDTH) {
        lines.push(indent + line);
        indent = rest;
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    lines.push((indent + line).trimEnd());
    indent = rest;
  }
  return lines.join('\n');
}

/** Strong runs as they are, links followed by their address: `le dossier <https://…>`. */
function spelledOut(text: RichText): string {
  return runs(text)
    .map((run) => {
      if (run.href === undefined || run.text === run.href) return run.text;
      const address = run.href.replace(/^mailto:/u, '');
      return run.text === address ? run.text : `${run.text} <${address}>`;
    })
    .join('');
}

function underlined(text: string, line: string): string {
  const wrapped = wrap(plain(text));
  const width = Math.max(...wrapped.split('\n').map((row) => row.length));
  return `${wrapped}\n${line.repeat(width)}`;
}

function blockText(block: MailBlock): string {
  switch (block.type) {
    case 'heading':
      return underlined(block.text, block.level === 3 ? '.' : '-');
    case 'paragraph':
      return wrap(spelledOut(block.text));
    case 'list':
      return block.items
        .map((item, index) => wrap(spelledOut(item), block.ordered ? `${index + 1}. ` : '– '))
        .join('\n');
    case 'facts':
      return block.rows
        .map((row) => wrap(`${plain(row.label)}\u00A0: ${spelledOut(row.value)}`, '', '    '))
        .join('\n');
    case 'code':
      return `${wrap(`${plain(block.label)}\u00A0:`)}\n\n    ${block.code}`;
    case 'button':
      return `${wrap(`${plain(block.label)}\u00A0:`, '→ ')}\n  ${safeHref(block.href) ?? block.href}`;
    case 'notice':
      return wrap(`${plain(block.title ?? mailStrings.notice[block.tone])}\n${spelledOut(block.text)}`, '| ', '| ');
    case 'divider':
      return '-'.repeat(WIDTH);
    default:
      return block satisfies never;
  }
}

/** The message as plain text of 80 columns; links are spelled out, and longer addresses left whole. */
export function renderText(message: DrawnMessage): string {
  return [
    underlined(message.subject, '='),
    ...message.blocks.map(blockText),
    // The line of two dashes and a space is how mail clients recognise a signature (RFC 3676, 4.3).
    `-- \n${mailStrings.signature}\n${wrap(plain(message.reason))}${foot(message)}`,
    '',
  ].join('\n\n');
}

function foot({ preferencesUrl }: DrawnMessage): string {
  return preferencesUrl === undefined ? '' : `\n${wrap(mailStrings.preferences)}\u00A0:\n${preferencesUrl}`;
}
