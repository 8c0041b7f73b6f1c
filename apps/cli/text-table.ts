const WIDEST = 40;

/** Rows of cells as aligned columns, two spaces apart, the header underlined; a cell that is too long ends with « … ». */
export function textTable(header: readonly string[], whole: readonly (readonly string[])[]): string {
  const rows = whole.map((cells) =>
    cells.map((cell) => (cell.length > WIDEST ? `${cell.slice(0, WIDEST - 1)}…` : cell)),
  );
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
