import type { Note } from './oddity.js';
import { isRecord, singleLine } from './register-text.js';

const PREFIX = /^\/?organisations\//u;

/** The identifier of an organisation, written bare or as `/organisations/dinum`. Empty when there is none. */
export function organisationIdOf(raw: unknown): string {
  return singleLine(raw).replace(PREFIX, '');
}

/** The incubators a product names, the one that carries it first. */
export function incubatorIdsOf(relationships: unknown): string[] {
  if (!isRecord(relationships)) return [];
  const all = dataOf(relationships['incubators']);
  const named = [dataOf(relationships['incubator']), ...(Array.isArray(all) ? all : [all])];
  return [...new Set(named.map((one) => (isRecord(one) ? singleLine(one['id']) : '')).filter(Boolean))];
}

function dataOf(relation: unknown): unknown {
  return isRecord(relation) ? relation['data'] : undefined;
}

export interface ReadSponsors {
  readonly sponsors: readonly string[];
  readonly unknownSponsors: readonly string[];
}

/** Reads the sponsors' identifiers; without a list of organisations none can be called unknown. */
export function readSponsors(raw: unknown, organisations: ReadonlySet<string> | undefined, note: Note): ReadSponsors {
  const named = new Set<string>();
  for (const item of listOf(raw, note)) {
    const id = organisationIdOf(item);
    if (id) named.add(id);
    else note('malformed', 'sponsors', item);
  }
  const isKnown = (id: string) => organisations === undefined || organisations.has(id);
  const unknownSponsors = [...named].filter((id) => !isKnown(id));
  for (const id of unknownSponsors) note('unknown-sponsor', id);
  return { sponsors: [...named].filter(isKnown), unknownSponsors };
}

/** Where a product can be seen: absolute web addresses only. */
export type LinkName = 'website' | 'repository' | 'statistics' | 'impact' | 'budget' | 'dashlord';

const attributeOf: Readonly<Record<LinkName, string>> = {
  website: 'link',
  repository: 'repository',
  statistics: 'stats_url',
  impact: 'impact_url',
  budget: 'budget_url',
  dashlord: 'dashlord_url',
};

/** Reads the links of a sheet; `/stats` is completed with the product's own address. */
export function readLinks(
  attributes: Readonly<Record<string, unknown>>,
  note: Note,
): Readonly<Partial<Record<LinkName, string>>> {
  const links: Partial<Record<LinkName, string>> = {};
  for (const [name, attribute] of Object.entries(attributeOf) as [LinkName, string][]) {
    const raw = attributes[attribute];
    if (raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')) continue;
    const url = webAddress(singleLine(raw), links.website);
    if (url) links[name] = url;
    else note('unreadable-link', attribute, raw);
  }
  return links;
}

function webAddress(text: string, base: string | undefined): string | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  // Only the web: a javascript: or data: address in a page is code run by whoever clicks.
  return /^https?:$/u.test(url.protocol) ? url.href : undefined;
}

function listOf(raw: unknown, note: Note): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (typeof raw === 'string' && raw.trim() !== '') return [raw];
  if (raw !== null && raw !== undefined && raw !== '') note('malformed', 'sponsors', raw);
  return [];
}
