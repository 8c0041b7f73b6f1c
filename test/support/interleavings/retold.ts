import { canonicalJson } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import { type ProcessDefinition, type StoredSnapshot, TELL, type Tell } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { Play } from '../machines.js';
import type { CaseFact, EngineFacts, EntryFact } from './engine-facts.js';

/** What must stand beside a log, told again by machines that share nothing with the runtime; each line is one thing. */
export interface Retold {
  /** `case closed snapshot` */
  readonly standing: readonly string[];
  /** `case key dueAt` */
  readonly armed: readonly string[];
  /** Deadlines told while they were not armed, or before their time. */
  readonly misfired: readonly string[];
  /** `case revision position queue type params` */
  readonly effects: readonly string[];
  /** `cause-case cause-revision key case type payload` */
  readonly tells: readonly string[];
}

type Growing = { -readonly [Key in keyof Retold]: string[] };

const known = new WeakMap<EngineFacts, Retold>();

export function retold(facts: EngineFacts): Retold {
  const told = known.get(facts) ?? retell(facts);
  known.set(facts, told);
  return told;
}

function retell({ cases, entries, now }: EngineFacts): Retold {
  const told: Growing = { standing: [], armed: [], misfired: [], effects: [], tells: [] };
  const logs = new Map<string, EntryFact[]>(cases.map(({ id }) => [id, []]));
  for (const entry of entries) logs.get(entry.caseId)?.push(entry);
  for (const one of cases) {
    const play = new Play(processes[one.process], one.subjectId, now);
    for (const entry of logs.get(one.id) ?? []) take(play, one, entry, told);
    told.standing.push(`${one.id} ${play.closed} ${canonicalJson(play.snapshot)}`);
    told.armed.push(...play.deadlines.map(({ key, dueAt }) => `${one.id} ${key} ${dueAt}`));
  }
  return told;
}

function take(play: Play, { id, process }: CaseFact, entry: EntryFact, told: Growing): void {
  const { revision, type, payload, at, actor, key, cause } = entry;
  if (actor === 'system:sweeper' && cause === null && !wasDue(play, key, at))
    told.misfired.push(`${id} ${key} at ${at}`);
  if (type.startsWith('case.')) {
    play.stand(payload['snapshot'] as StoredSnapshot);
    return;
  }
  try {
    play.say({ ...payload, type }, at);
  } catch {
    // The snapshots will differ, which says it.
    return;
  }
  const { effects }: ProcessDefinition = processes[process];
  const ordered = play.last.filter((order) => order.type !== TELL);
  for (const [position, order] of ordered.entries())
    told.effects.push([id, revision, position, effects[order.type], order.type, canonicalJson(order.params)].join(' '));
  const tells = play.last.filter((order) => order.type === TELL);
  for (const [position, { params }] of tells.entries()) {
    const { process: whose, subjectId, event } = params as unknown as Tell;
    const { type: said, ...what } = event;
    const to = caseId({ process: whose as ProcessName, subjectId });
    told.tells.push([id, revision, `told:${id}:${revision}:${position}`, to, said, canonicalJson(what)].join(' '));
  }
}

/** The sweeper's key says which deadline it tells: `deadline:<key>:<due>`. */
const wasDue = (play: Play, key: string, at: string): boolean =>
  play.deadlines.some((deadline) => key === `deadline:${deadline.key}:${deadline.dueAt}` && deadline.dueAt <= at);
