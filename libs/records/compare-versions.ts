import { diffWordsWithSpace } from 'diff';

import { type RecordDocument, recordMarkdown } from '#libs/pdf/index.js';

/** Some words of a line, and whether one of the versions alone has them. */
export interface ComparedWords {
  readonly text: string;
  readonly change: 'added' | 'removed' | null;
}

/** A line of the record in which something differs. */
export interface ComparedLine {
  /** The section it stands in. */
  readonly section: string;
  readonly words: readonly ComparedWords[];
}

/** Where two versions of a record differ, word by word; what is the same in both is left out but for the rest of its line. */
export function compareVersions(before: RecordDocument, after: RecordDocument): readonly ComparedLine[] {
  // The same date and number on both, or every record would differ by them.
  const { version, issuedAt } = after;
  const parts = diffWordsWithSpace(textOf({ ...before, version, issuedAt }), textOf(after));
  const lines: { words: ComparedWords[] }[] = [{ words: [] }];
  for (const { value, added, removed } of parts)
    for (const [index, text] of value.split('\n').entries()) {
      if (index > 0) lines.push({ words: [] });
      if (text !== '') lines.at(-1)?.words.push({ text, change: added ? 'added' : removed ? 'removed' : null });
    }
  let section = 'Titre';
  return lines.flatMap(({ words }) => {
    const whole = words.map(({ text }) => text).join('');
    if (whole.startsWith('#')) section = whole.replace(/^#+ /u, '');
    return words.some(({ change, text }) => change !== null && text.trim() !== '') ? { section, words } : [];
  });
}

/** As one reads it: without the marks that keep what people typed from being taken for marks. */
const textOf = (document: RecordDocument): string =>
  recordMarkdown(document)
    .replaceAll(/\\([\\`*_{}[\]<>#|~+.)-])/gu, '$1')
    .replaceAll('&amp;', '&')
    .replaceAll('<br>', ' ')
    .replaceAll(/^\| --- .*$\n/gmu, '');
