import type { z } from 'zod';

import { InvalidInput } from '#libs/kernel/index.js';

/**
 * Reads a form once, at the edge; inside, its fields are trusted.
 * @throws InvalidInput with one French message per field, keyed by its name as in the form (`montants.0.euros`).
 */
export function parseForm<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const read = schema.safeParse(body ?? {});
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const issue of read.error.issues) fields[issue.path.join('.')] ??= issue.message;
  throw new InvalidInput('Le formulaire contient des erreurs.', fields);
}
