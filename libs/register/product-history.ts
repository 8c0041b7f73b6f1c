import type { CalendarDate } from '#libs/kernel/index.js';
import { ACTIVE_STATES, type LifecycleState } from '#workflows/contract/index.js';

import { fingerprint } from './fingerprint.js';
import { type Note, noteTaker, type Oddity } from './oddity.js';
import type { Register, RegisterProduct } from './parse-register.js';
import { type HeldCommittee, type OtherEvent, readEvents } from './read-events.js';
import { type HistoricPhase, readPhases, type UndatedPhase } from './read-phases.js';
import { incubatorIdsOf, type LinkName, readLinks, readSponsors } from './read-relations.js';
import { hasOddCharacters, paragraph, singleLine } from './register-text.js';
import { noteSuccession, whereHistoryEnds } from './where-history-ends.js';

/** What the register says of one product, read in our terms on one day. */
export interface ProductHistory {
  readonly registerId: string;
  readonly name: string;
  readonly pitch: string;
  readonly contact: string;
  readonly topics: readonly string[];
  readonly links: Readonly<Partial<Record<LinkName, string>>>;
  /** The incubator that carries it; undefined when none is named. It may be one the register does not describe. */
  readonly incubatorId: string | undefined;
  /** The other incubators that share it. */
  readonly otherIncubatorIds: readonly string[];
  readonly sponsors: readonly string[];
  readonly unknownSponsors: readonly string[];
  readonly phases: readonly HistoricPhase[];
  readonly undatedPhases: readonly UndatedPhase[];
  /** Where the lifecycle stands: the last phase begun; `proposed` when none has. */
  readonly endsIn: LifecycleState;
  readonly since: CalendarDate | undefined;
  readonly committees: readonly HeldCommittee[];
  readonly otherEvents: readonly OtherEvent[];
  readonly oddities: readonly Oddity[];
}

export interface HistoryContext {
  readonly today: CalendarDate;
  /** Identifiers of the organisations known; undefined when there is no list to check against. */
  readonly organisations: ReadonlySet<string> | undefined;
  /** Identifiers of the incubators the register describes. */
  readonly incubators: ReadonlySet<string>;
}

/** What histories of a register are read against. */
export function contextOf(register: Register, today: CalendarDate): HistoryContext {
  return {
    today,
    organisations: register.organisations && new Set(register.organisations.map(({ id }) => id)),
    incubators: new Set(register.incubators.filter(({ declared }) => declared).map(({ id }) => id)),
  };
}

/** Reads one product's sheet. Never throws: what is odd is kept as far as it can be, and told in `oddities`. */
export function readHistory(product: RegisterProduct, context: HistoryContext): ProductHistory {
  const { id: registerId, attributes } = product;
  const oddities: Oddity[] = [];
  const note = noteTaker(registerId, oddities);
  if (hasOddCharacters(attributes)) note('odd-characters');

  const name = singleLine(attributes['name']);
  if (!name) note('missing-name');
  const { phases, undatedPhases } = readPhases(attributes['phases'], context.today, note);
  noteSuccession(phases, note);
  const { endsIn, since } = whereHistoryEnds(phases, context.today, note);
  const { committees, otherEvents } = readEvents(attributes['events'], context.today, note);
  noteIgnoredEnd(otherEvents, endsIn, since, context.today, note);
  const [incubatorId, ...otherIncubatorIds] = readIncubators(product, context, note);

  return {
    registerId,
    name: name || registerId,
    pitch: paragraph(attributes['pitch']),
    contact: singleLine(attributes['contact']),
    topics: textsOf(attributes['thematiques']),
    links: readLinks(attributes, note),
    incubatorId,
    otherIncubatorIds,
    ...readSponsors(attributes['sponsors'], context.organisations, note),
    phases,
    undatedPhases,
    endsIn,
    since,
    committees,
    otherEvents,
    oddities,
  };
}

/**
 * Equal for two readings that would be kept the same: what decides whether importing again changes a product. The words
 * of the oddities do not count; the day does as far as it moves where the history ends or what counts as held.
 */
export function historyFingerprint(history: ProductHistory): string {
  return fingerprint({ ...history, oddities: undefined });
}

function readIncubators(product: RegisterProduct, context: HistoryContext, note: Note): readonly string[] {
  const named = incubatorIdsOf(product.relationships);
  if (named.length === 0) note('no-incubator');
  for (const id of named) if (!context.incubators.has(id)) note('unknown-incubator', id);
  return named;
}

/** An « end » event closes nothing by itself: phases say where a product is, and someone should look at it. */
function noteIgnoredEnd(
  events: readonly OtherEvent[],
  endsIn: LifecycleState,
  since: CalendarDate | undefined,
  today: CalendarDate,
  note: Note,
): void {
  if (!ACTIVE_STATES.has(endsIn) || since === undefined) return;
  const end = events.findLast(({ name, on }) => name === 'end' && on !== undefined && on >= since && on <= today);
  if (end?.on) note('end-event-ignored', end.on, endsIn);
}

function textsOf(raw: unknown): readonly string[] {
  return Array.isArray(raw) ? [...new Set(raw.map(singleLine).filter(Boolean))] : [];
}
