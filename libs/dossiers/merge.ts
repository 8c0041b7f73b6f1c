import { canonicalJson } from '#libs/kernel/index.js';

import type { DossierContent } from './dossier.content.js';

/** What two people wrote at the same place, each their own. */
export interface Conflict {
  /** Names joined by dots, a row by its id: `indicators.ligne-1.value`, `team.ligne-2` for a whole row. */
  readonly path: string;
  /** A text, a figure, or a whole row; null when it is not there. */
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface Merge {
  /** Both sides' edits; ours where they collide. */
  readonly content: DossierContent;
  readonly conflicts: readonly Conflict[];
  /** Where theirs was taken, because we had not touched it. */
  readonly taken: readonly string[];
}

type Row = Readonly<Record<string, unknown>> & { readonly id?: string };
type Noted = { readonly conflicts: Conflict[]; readonly taken: string[] };

/**
 * Merges two edits of one base, field by field (ADR 0031). What one side alone touched is theirs; what both touched alike is
 * kept; what both touched differently is a conflict, for a person to settle. Rows are known by their ids: those that either
 * side adds are kept, after the base's own. Pure, and symmetric where nothing collides.
 * @param base what both started from; left out when it is not known any more, and then every difference is a conflict.
 */
export function mergeDossiers(base: DossierContent | undefined, ours: DossierContent, theirs: DossierContent): Merge {
  const noted: Noted = { conflicts: [], taken: [] };
  const content = merge('', base ?? UNKNOWN, ours, theirs, noted) as DossierContent;
  return { content, ...noted };
}

/** Equal to nothing that a dossier may hold. */
const UNKNOWN: unique symbol = Symbol('unknown');

function merge(path: string, base: unknown, ours: unknown, theirs: unknown, noted: Noted): unknown {
  if (isSame(ours, theirs)) return ours;
  if (isRows(ours) && isRows(theirs)) return mergeRows(path, isRows(base) ? base : undefined, ours, theirs, noted);
  if (isRecord(ours) && isRecord(theirs)) {
    const known = isRecord(base) ? base : undefined;
    const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
    return Object.fromEntries(
      names.map((name) => [
        name,
        merge(under(path, name), known ? known[name] : UNKNOWN, ours[name], theirs[name], noted),
      ]),
    );
  }
  if (isSame(theirs, base)) return ours;
  if (isSame(ours, base)) {
    noted.taken.push(path);
    return theirs;
  }
  noted.conflicts.push({ path, base: base === UNKNOWN ? null : (base ?? null), ours, theirs });
  return ours;
}

function mergeRows(
  path: string,
  base: readonly Row[] | undefined,
  ours: readonly Row[],
  theirs: readonly Row[],
  noted: Noted,
): readonly Row[] {
  const [before, mine, other] = [byId(base ?? []), byId(ours), byId(theirs)];
  // Whoever alone wrote in the list has it in their order.
  if (base && isSame(theirs, base)) return ours;
  const added = [...new Set([...mine.keys(), ...other.keys()])].filter((id) => !before.has(id));
  // Ids are ordered by the time they were made: both sides see the same order.
  const merged = [...before.keys(), ...added.toSorted()].flatMap((id): readonly Row[] => {
    const at = under(path, id);
    const [was, our, their] = [before.get(id), mine.get(id), other.get(id)];
    if (our && their) return [merge(at, was ?? UNKNOWN, our, their, noted) as Row];
    const kept = our ?? their;
    if (!kept) return [];
    if (!was) {
      if (their) noted.taken.push(at);
      return [kept];
    }
    // One side took the row out: it goes, unless the other wrote in it meanwhile.
    if (isSame(kept, was)) {
      if (our) noted.taken.push(at);
      return [];
    }
    noted.conflicts.push({ path: at, base: was, ours: our ?? null, theirs: their ?? null });
    return our ? [our] : [];
  });
  return base && isSame(ours, base) ? theirs : merged;
}

/**
 * The content with theirs put in at some paths: what a person chose.
 * @param theirs the content that the other person saved.
 */
export function withTheirs(content: DossierContent, theirs: DossierContent, paths: readonly string[]): DossierContent {
  return paths.reduce<unknown>((whole, path) => replaced(whole, theirs, path.split('.')), content) as DossierContent;
}

function replaced(whole: unknown, theirs: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return theirs;
  if (isRows(whole) && isRows(theirs)) {
    const their = theirs.find(({ id }) => id === name);
    if (!whole.some(({ id }) => id === name)) return their ? [...whole, their] : whole;
    return whole.flatMap((row) => (row.id !== name ? [row] : their ? [replaced(row, their, rest) as Row] : []));
  }
  if (!isRecord(whole) || !isRecord(theirs) || !Object.hasOwn(whole, name)) return whole;
  return { ...whole, [name]: replaced(whole[name], theirs[name], rest) };
}

/**
 * The content that a form sent, with the rows that it never showed: those that somebody added since it was opened. A form
 * takes a row out by sending it blank, never by not knowing it.
 * @param shown all the rows that the form held, blank ones too, as `team.<id>`.
 */
export function withUnseenRows(
  content: DossierContent,
  base: DossierContent,
  shown: ReadonlySet<string>,
): DossierContent {
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => {
      const before: unknown = base[name as keyof DossierContent];
      if (!isRows(value) || !isRows(before)) return [name, value];
      const held = new Set(value.map(({ id }) => id));
      return [name, value.concat(before.filter(({ id = '' }) => !held.has(id) && !shown.has(`${name}.${id}`)))];
    }),
  ) as DossierContent;
}

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const byId = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.id ?? '', row]));

const isRows = (value: unknown): value is readonly Row[] => Array.isArray(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSame(one: unknown, other: unknown): boolean {
  if (one === UNKNOWN || other === UNKNOWN) return one === other;
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
