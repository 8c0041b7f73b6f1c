import type { Instant } from '#libs/kernel/index.js';
import type { ProcessDefinition, UndoRule } from '#workflows/contract/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { Answer } from './case.js';

/** An entry of a log, as undoing reads it. */
export interface UndoneEntry {
  readonly revision: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly at: Instant;
  readonly stateBefore: string;
  readonly stateAfter: string;
  readonly key: string;
  /** It was told by another case: it goes with what told it, never alone. */
  readonly caused: boolean;
}

/** What became of an effect whose event is taken back: it will never be carried out; it was; or a worker is at it. */
export type EffectFate = 'withdrawn' | 'done' | 'under-way';

export interface UndoneEffect {
  readonly process: ProcessName;
  readonly type: string;
  readonly fate: EffectFate;
}

/** What was taken back. `revision` is that of the entry which says so. */
export interface Undone extends Answer {
  readonly process: ProcessName;
  readonly subjectId: string;
  /** The revision that is found again. */
  readonly to: number;
  /** Latest first; the last one is what somebody wanted taken back, the others came of it. Empty in an answer repeated. */
  readonly entries: readonly UndoneEntry[];
  /** What other cases had been told, and have forgotten. */
  readonly told: readonly { readonly process: ProcessName; readonly subjectId: string; readonly type: string }[];
  readonly effects: readonly UndoneEffect[];
  /** What comes of it besides, in French sentences. */
  readonly follows: readonly string[];
}

/** What an undo would take back of one case. */
export interface Undoing {
  readonly rule: UndoRule;
  readonly to: number;
  /** As in {@link Undone}. */
  readonly entries: readonly UndoneEntry[];
}

/** The entries that still count, oldest first: without those that were taken back, nor what says so. */
export function standing<Entry extends Pick<UndoneEntry, 'revision' | 'type' | 'payload'>>(
  log: readonly Entry[],
): readonly Entry[] {
  const kept: Entry[] = [];
  for (const entry of log) {
    if (entry.type !== 'case.undone') kept.push(entry);
    else while ((kept.at(-1)?.revision ?? 0) > Number(entry.payload['to'])) kept.pop();
  }
  return kept;
}

/** The step of a case that somebody may take back now; undefined when it stands. */
export function undoingOf(definition: ProcessDefinition, log: readonly UndoneEntry[]): Undoing | undefined {
  const kept = standing(log);
  const state = log.at(-1)?.stateAfter;
  const entries: UndoneEntry[] = [];
  for (const [index, entry] of [...kept.entries()].toReversed()) {
    // The machine that took what is older is gone.
    if (entry.type === 'case.migrated' || entry.caused) return undefined;
    const rule = definition.undoable?.[entry.type];
    const goesOver =
      entries.length === 0 || (entry.stateAfter === state && entries.every(({ type }) => rule?.over?.includes(type)));
    entries.push(entry);
    const before = kept[index - 1];
    if (rule && goesOver) return before && { rule, to: before.revision, entries };
  }
  return undefined;
}

/** SQL: true for an entry, by its alias, that nobody took back. */
export const stillStands = (entry: string): string => `(not exists (
  select 1 from case_events undo
   where undo.case_id = ${entry}.case_id and undo.type = 'case.undone'
     and undo.revision > ${entry}.revision and (undo.payload->>'to')::integer < ${entry}.revision))`;
