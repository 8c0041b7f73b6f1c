import { canonicalJson } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition, StoredSnapshot } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import { advance, initialSnapshot, modernize, statePath, type TimedEvent } from './advance.js';
import type { StoredCase } from './case.js';
import { isCheckpoint, type MigratedCheckpoint, type UndoneCheckpoint } from './checkpoint.js';
import { eventHash, GENESIS } from './event-hash.js';

/** What is wrong with the log of one case; an empty list is what one wants. */
export interface ReplayFault {
  readonly caseId: string;
  readonly revision: number;
  readonly fault: 'broken-chain' | 'missing-entry' | 'refused-event' | 'wrong-checkpoint' | 'different-snapshot';
}

/** A log played again. */
export interface Replay {
  readonly faults: readonly ReplayFault[];
  /** The snapshot after each revision, as far as today's machine or a checkpoint can say it; 0 is before the first event. */
  readonly snapshots: ReadonlyMap<number, StoredSnapshot>;
}

interface LogEntry {
  revision: number;
  type: string;
  payload: Record<string, unknown>;
  actor: string;
  at: Date;
  previous_hash: string;
  hash: string;
}

/** {@link replayLog}, when only what is wrong matters. */
export async function replayCase(
  tx: Tx,
  stored: StoredCase,
  definition?: ProcessDefinition,
): Promise<readonly ReplayFault[]> {
  return (await replayLog(tx, stored, definition)).faults;
}

/**
 * Replays the log of a case through its machine and checks the hash chain: the stored snapshot must come out. What an older
 * version of the process took is checked for its chain alone, up to the checkpoint that brought the case to today's; a newer
 * version's log, for its chain. A checkpoint must say what was replayed, or what migrating it gives (ADR 0016).
 */
export async function replayLog(
  tx: Tx,
  stored: StoredCase,
  definition: ProcessDefinition = processes[stored.process],
): Promise<Replay> {
  const entries = await tx.query<LogEntry[]>(
    'select revision, type, payload, actor, at, previous_hash, hash from case_events where case_id = $1 order by revision',
    [stored.id],
  );
  const events = entries.map(({ payload, type, at }): TimedEvent => ({ ...payload, type, at: at.toISOString() }));
  const faults: ReplayFault[] = [];
  const report = (revision: number, fault: ReplayFault['fault']) => faults.push({ caseId: stored.id, revision, fault });
  const reel = new Reel(definition, stored, events);
  let previous = GENESIS;
  for (const [index, entry] of entries.entries()) {
    const { revision, type, payload, actor } = entry;
    if (revision !== index + 1) report(index + 1, 'missing-entry');
    const hash = eventHash(previous, { caseId: stored.id, revision, type, payload, actor, at: entry.at.toISOString() });
    if (entry.previous_hash !== previous || entry.hash !== hash) report(revision, 'broken-chain');
    previous = entry.hash;
    const fault = reel.take(revision, events[index]!);
    if (fault) report(revision, fault);
  }
  if (entries.length !== stored.revision || previous !== stored.headHash) report(stored.revision, 'missing-entry');
  if (reel.version !== stored.version) report(stored.revision, 'wrong-checkpoint');
  if (reel.differs(stored)) report(stored.revision, 'different-snapshot');
  return { faults, snapshots: reel.snapshots };
}

/** The case as the entries so far leave it: its version, and its snapshot when somebody can still say it. */
class Reel {
  readonly snapshots = new Map<number, StoredSnapshot>();
  version: number;
  #known: StoredSnapshot | undefined;
  /** The revision at which the case came to its version. */
  #since = 0;

  constructor(
    private readonly definition: ProcessDefinition,
    { subjectId, version }: StoredCase,
    events: readonly TimedEvent[],
  ) {
    const first = events.find((event) => event.type === 'case.migrated');
    this.version = first ? Number(first['from']) : version;
    this.#leave(0, this.version === definition.version ? initialSnapshot(definition, subjectId) : undefined);
  }

  take(revision: number, event: TimedEvent): ReplayFault['fault'] | undefined {
    if (isCheckpoint(event)) {
      const right = event.type === 'case.migrated' ? this.#migrates(event) : this.#undoes(revision, event);
      if (event.type === 'case.migrated') [this.version, this.#since] = [event.to, revision];
      this.#leave(revision, event.snapshot);
      return right ? undefined : 'wrong-checkpoint';
    }
    const before = this.version === this.definition.version ? this.#known : undefined;
    try {
      this.#leave(revision, before && advance(this.definition, before, event).snapshot);
      return undefined;
    } catch {
      this.#leave(revision, undefined);
      return 'refused-event';
    }
  }

  differs({ snapshot, state }: StoredCase): boolean {
    if (statePath(snapshot.value) !== state) return true;
    return this.#known !== undefined && !same(this.#known, snapshot);
  }

  #leave(revision: number, snapshot: StoredSnapshot | undefined): void {
    this.#known = snapshot;
    if (snapshot) this.snapshots.set(revision, snapshot);
  }

  #migrates({ from, to, before, snapshot }: MigratedCheckpoint): boolean {
    if (from !== this.version || to <= from) return false;
    if (this.#known && !same(this.#known, before)) return false;
    // A newer version's own migrations are not here to be tried.
    if (to > this.definition.version) return true;
    try {
      return same(modernize(this.definition, before, from, to), snapshot);
    } catch {
      return false;
    }
  }

  #undoes(revision: number, { to, snapshot }: UndoneCheckpoint): boolean {
    if (to < this.#since || to >= revision) return false;
    const found = this.snapshots.get(to);
    // Nobody can tell any more what an older version had left there; of today's, everything is known.
    return found ? same(found, snapshot) : this.version !== this.definition.version;
  }
}

const same = (one: StoredSnapshot, other: StoredSnapshot): boolean => canonicalJson(one) === canonicalJson(other);
