import type { ProcessDefinition, StoredSnapshot } from '#workflows/contract/index.js';

import { type Step, stateOf, type TimedEvent } from './advance.js';

/**
 * An entry of the log that no machine takes: it says outright the snapshot that it leaves, and replay goes on from there
 * (ADR 0016). It is chained, numbered and keyed like any other. No process may name an event so.
 */
export type Checkpoint = MigratedCheckpoint | UndoneCheckpoint;
export type MigratedCheckpoint = TimedEvent & Migrated;
export type UndoneCheckpoint = TimedEvent & Undone;

/** The case was brought to a newer version of its process; the only way for a version to change. */
interface Migrated {
  readonly type: 'case.migrated';
  readonly from: number;
  readonly to: number;
  /** What the older version left: the machine that could say it again no longer exists. */
  readonly before: StoredSnapshot;
  readonly snapshot: StoredSnapshot;
}

/** An operator took back what came after a revision of the present version. */
interface Undone {
  readonly type: 'case.undone';
  /** The revision that is found again; never older than the last migration, whose machine is gone. */
  readonly to: number;
  /** Why, in the operator's words. */
  readonly reason: string;
  readonly snapshot: StoredSnapshot;
}

/** French, as the journal shows them. */
export const CHECKPOINT_LABELS: Readonly<Record<Checkpoint['type'], string>> = {
  'case.migrated': 'Dossier adapté à une nouvelle version de Jalon',
  'case.undone': 'Retour en arrière',
};

/** True for the entries of the log that no machine takes. */
export const isCheckpoint = (entry: TimedEvent): entry is Checkpoint => Object.hasOwn(CHECKPOINT_LABELS, entry.type);

/** What a checkpoint does to a case: it stands at the snapshot, with the deadlines of it, and orders nothing. */
export function stepTo(definition: ProcessDefinition, stateBefore: string, snapshot: StoredSnapshot): Step {
  const { state, closed } = stateOf(definition, snapshot);
  return {
    stateBefore,
    stateAfter: state,
    snapshot,
    closed,
    deadlines: closed ? [] : definition.deadlines(snapshot),
    effects: [],
    tells: [],
  };
}
