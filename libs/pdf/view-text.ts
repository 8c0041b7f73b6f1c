import { printable } from './printable.js';
import { typography } from './typography.js';

/** Typesets and makes printable every string of a view; addresses pass as they are. */
export function safe<T>(value: T): T {
  if (typeof value === 'string') return printable(typography(value)) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => safe(one)) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, safe<unknown>(one)])) as T;
  return value;
}
