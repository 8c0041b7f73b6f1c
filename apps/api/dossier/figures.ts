const written = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });

const figure = /^[-−]?(?:\d{1,3}(?:[ \u00A0\u202F]\d{3})+|\d{1,12})(?:[.,]\d{1,6})?$/u;

/** Reads a figure as people type it: `1 250,5`. Undefined when it is not one, or holds more digits than can be kept exactly. */
export function parseFigure(typed: string): number | undefined {
  const bare = typed.trim();
  if (!figure.test(bare)) return undefined;
  const plain = bare
    .replaceAll(/[ \u00A0\u202F]/gu, '')
    .replace(',', '.')
    .replace('−', '-');
  return plain.replaceAll(/\D/gu, '').length > 15 ? undefined : Number(plain);
}

/** A figure as it is written in French, which {@link parseFigure} reads back. */
export function typedFigure(value: number | null): string {
  return value === null ? '' : written.format(value);
}
