import { derivedId } from '#libs/kernel/index.js';

/**
 * The short names of stories (`p1`, `c2`, `r1`) become identifiers, wherever they stand.
 * @param world the same names in another one are other subjects.
 */
export function identified<T>(value: T, world = ''): T {
  if (typeof value === 'string') return (/^[pcr]\d$/u.test(value) ? derivedId('story', world, value) : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => identified(one, world)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, identified(part, world)])) as T;
}
