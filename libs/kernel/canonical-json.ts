/**
 * JSON with its keys sorted at every depth: the same value gives the same text, whatever order PostgreSQL kept its keys in.
 * `undefined` members are left out, as JSON does.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(members)
      .toSorted()
      .map((key) => [key, sorted(members[key])]),
  );
}
