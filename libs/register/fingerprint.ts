import { hashSecret } from '#libs/kernel/index.js';

/**
 * A hash (SHA-256, hexadecimal) of JSON-like content: equal when and only when the content is, whatever the order of
 * an object's keys; the order of a list counts. Absent and undefined are the same.
 */
export function fingerprint(content: unknown): string {
  return hashSecret(canonical(content));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
