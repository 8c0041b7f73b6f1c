import { isDeepStrictEqual } from 'node:util';

import { noteTaker, type Oddity } from './oddity.js';
import { incubatorIdsOf, organisationIdOf } from './read-relations.js';
import { parseOrganisations, parseStartups, type StartupsEnvelope } from './register.schema.js';
import { hasOddCharacters, isRecord, singleLine } from './register-text.js';

/** A product's sheet as the file has it, its identifier cleaned; everything else is read by `readHistory`. */
export interface RegisterProduct {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships: unknown;
}

export interface RegisterIncubator {
  readonly id: string;
  readonly title: string;
  /** As the register says it: the organisation may be unknown. */
  readonly ownerOrganisationId?: string;
  readonly website?: string;
  readonly contact?: string;
  /** False for one that products name but the register does not describe: its title is its identifier. */
  readonly declared: boolean;
}

export interface RegisterOrganisation {
  readonly id: string;
  readonly name: string;
  readonly acronym: string;
  readonly type: string;
  readonly domain: string;
}

export interface Register {
  /** One a product, in the file's order; the last wins when the file has several. */
  readonly products: readonly RegisterProduct[];
  readonly incubators: readonly RegisterIncubator[];
  /** Undefined when no file of organisations was given: sponsors cannot be checked. */
  readonly organisations: readonly RegisterOrganisation[] | undefined;
  /** What is odd in the file rather than in one product's history: a product there twice. */
  readonly oddities: readonly Oddity[];
}

/**
 * Reads the public register's products (`/api/v2.7/startups.json`) and organisations, each as parsed JSON or as its text.
 * @throws {RegisterShapeError} when a file is not of the register's shape: nothing is half-read.
 */
export function parseRegister(startupsJson: unknown, organisationsJson?: unknown): Register {
  const startups = parseStartups(startupsJson);
  const organisations = organisationsJson === undefined ? undefined : readOrganisations(organisationsJson);
  const oddities: Oddity[] = [];
  const products = readProducts(startups, oddities);
  return { products, incubators: readIncubators(startups, products), organisations, oddities };
}

function readProducts({ data }: StartupsEnvelope, oddities: Oddity[]): RegisterProduct[] {
  const entriesById = new Map<string, RegisterProduct[]>();
  for (const { id: rawId, attributes, relationships } of data) {
    const id = singleLine(rawId);
    if (hasOddCharacters(rawId)) noteTaker(id, oddities)('odd-characters');
    const entries = entriesById.get(id) ?? [];
    entries.push({ id, attributes, relationships });
    entriesById.set(id, entries);
  }
  return [...entriesById].flatMap(([id, entries]) => {
    const last = entries.at(-1);
    const same = entries.every((entry) => isDeepStrictEqual(entry, last));
    if (entries.length > 1) noteTaker(id, oddities)('duplicate-product', entries.length, same);
    return last ?? [];
  });
}

function readIncubators(
  { included = [] }: StartupsEnvelope,
  products: readonly RegisterProduct[],
): RegisterIncubator[] {
  const incubators = new Map<string, RegisterIncubator>();
  for (const { id: rawId, type, attributes: described } of included) {
    const id = singleLine(rawId);
    if (type !== 'incubator' || id === '') continue;
    const attributes = isRecord(described) ? described : {};
    const owner = organisationIdOf(attributes['owner']);
    const website = singleLine(attributes['website']);
    const contact = singleLine(attributes['contact']);
    incubators.set(id, {
      id,
      title: singleLine(attributes['title']) || id,
      ...(owner ? { ownerOrganisationId: owner } : {}),
      ...(/^https?:\/\//iu.test(website) ? { website } : {}),
      ...(contact ? { contact } : {}),
      declared: true,
    });
  }
  for (const id of products.flatMap(({ relationships }) => incubatorIdsOf(relationships)))
    if (!incubators.has(id)) incubators.set(id, { id, title: id, declared: false });
  return [...incubators.values()];
}

function readOrganisations(json: unknown): RegisterOrganisation[] {
  const organisations = new Map<string, RegisterOrganisation>();
  for (const { id: rawId, attributes } of parseOrganisations(json).data) {
    const id = singleLine(rawId);
    const acronym = singleLine(attributes['acronym']);
    organisations.set(id, {
      id,
      name: singleLine(attributes['name']) || acronym || id,
      acronym,
      type: singleLine(attributes['type']),
      domain: singleLine(attributes['domaine_ministeriel']),
    });
  }
  return [...organisations.values()];
}
