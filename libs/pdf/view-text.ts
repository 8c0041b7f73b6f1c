import { printable } from './printable.js';
import { typography } from './typography.js';

/** Paragraphs of lines; `list` when every line is an item. */
export type Prose = readonly { readonly list: boolean; readonly lines: readonly string[] }[];

/** A blank line parts paragraphs; lines that all start with a dash or a bullet make a list. */
export function prose(text = ''): Prose {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .split(/\n\s*\n/u)
    .flatMap((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      const kept = lines.filter((line) => line !== '');
      const item = /^[-–—•*]\s+/u;
      if (kept.length === 0) return [];
      const list = kept.every((line) => item.test(line));
      return [{ list, lines: list ? kept.map((line) => line.replace(item, '')) : kept }];
    });
}

/** Typesets and makes printable every string of a view; addresses pass as they are. */
export function safe<T>(value: T): T {
  if (typeof value === 'string') return printable(typography(value)) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => safe(one)) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, safe<unknown>(one)])) as T;
  return value;
}
