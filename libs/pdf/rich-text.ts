/** Some words of a line, as they are set. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** Paragraphs of lines; `list` when every line is an item. */
export type RichText = readonly { readonly list: boolean; readonly lines: readonly (readonly Run[])[] }[];

/** Marks count only around words: `2 ** 3`, `nom_de_fichier` and a lone `**` stay as they were typed. */
const MARKED =
  /(?<![\p{L}\p{N}*])\*\*(?=\S)(?<bold>[^*\n]+?)(?<=\S)\*\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=\S)(?<italic>[^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu;

/**
 * What people may type in the free parts of a record: a blank line parts paragraphs, lines that all start with a dash or a bullet
 * make a list, `**gras**` and `_italique_`. The one reading of it, for every output; anything else is text, as typed.
 */
export function richText(text = ''): RichText {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .split(/\n\s*\n/u)
    .flatMap((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      const kept = lines.filter((line) => line !== '');
      const item = /^[-–—•*]\s+/u;
      if (kept.length === 0) return [];
      const list = kept.every((line) => item.test(line));
      return [{ list, lines: kept.map((line) => runsOf(list ? line.replace(item, '') : line)) }];
    });
}

function runsOf(line: string, style: Omit<Run, 'text'> = { bold: false, italic: false }): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  const plain = (to: number): void => {
    if (to > from) runs.push({ text: line.slice(from, to), ...style });
  };
  for (const { index, 0: whole, groups } of line.matchAll(MARKED)) {
    plain(index);
    const bold = groups?.['bold'];
    runs.push(
      ...runsOf(
        bold ?? groups?.['italic'] ?? '',
        bold === undefined ? { ...style, italic: true } : { ...style, bold: true },
      ),
    );
    from = index + whole.length;
  }
  plain(line.length);
  return runs;
}
