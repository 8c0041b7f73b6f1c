import { z } from 'zod';

import { type RegisterFile, RegisterShapeError } from './register-shape.error.js';
import { singleLine } from './register-text.js';

const resource = (type: z.ZodType<string>) =>
  z.looseObject(
    {
      id: z.string('un texte').refine((id) => singleLine(id) !== '', 'un identifiant'),
      type,
      attributes: z.record(z.string(), z.unknown(), 'un objet'),
    },
    'un objet',
  );

/** The envelope is strict: what breaks it means another file. What stands in `attributes` and `relationships` is read leniently. */
const startups = z.looseObject(
  {
    data: z.array(
      resource(z.literal('startup', 'le type «\u00A0startup\u00A0»')).extend({ relationships: z.unknown().optional() }),
      'une liste',
    ),
    included: z
      .array(z.looseObject({ id: z.string('un texte'), type: z.string('un texte') }, 'un objet'), 'une liste')
      .optional(),
  },
  'un objet',
);

const organisations = z.looseObject(
  { data: z.array(resource(z.literal('organisation', 'le type «\u00A0organisation\u00A0»')), 'une liste') },
  'un objet',
);

export type StartupsEnvelope = z.infer<typeof startups>;
export type OrganisationsEnvelope = z.infer<typeof organisations>;

/** @throws {RegisterShapeError} naming the first place that breaks. */
export function parseStartups(input: unknown): StartupsEnvelope {
  return parse('startups', startups, input);
}

/** @throws {RegisterShapeError} naming the first place that breaks. */
export function parseOrganisations(input: unknown): OrganisationsEnvelope {
  return parse('organisations', organisations, input);
}

function parse<T>(file: RegisterFile, schema: z.ZodType<T>, input: unknown): T {
  const json = typeof input === 'string' ? parseJson(file, input) : input;
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const path = first?.path ?? [];
  throw RegisterShapeError.at(file, written(path), first?.message ?? 'autre chose', standingAt(json, path));
}

function parseJson(file: RegisterFile, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const [, position] = /position (\d+)/u.exec(String(error)) ?? [];
    throw RegisterShapeError.unreadable(file, position === undefined ? undefined : Number(position));
  }
}

function written(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '$';
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./u, '');
}

function standingAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = json;
  for (const key of path) here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined;
  return here;
}
