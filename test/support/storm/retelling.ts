import type { Instant } from '#libs/kernel/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { Play } from '../machines.js';
import type { EventFact, StormFacts } from './facts.js';

/** What must have happened, told again from the log alone by machines that share nothing with the runtime. */
export interface Retelling {
  /** Each effect that an event ordered, as `case revision type`. */
  readonly ordered: readonly string[];
  /** Deadlines still armed when the log ends, as `case key dueAt`; of them, those that had come due. */
  readonly armed: readonly string[];
  readonly missed: readonly string[];
  /** Deadlines told while they were armed and due. */
  readonly fired: readonly string[];
  /** Those told otherwise: not armed (any more), before their time, or to a closed case. */
  readonly misfired: readonly string[];
  readonly toClosed: readonly string[];
  /** Cases whose log says what their machine refuses. */
  readonly untold: readonly string[];
}

type Growing = { -readonly [Key in keyof Retelling]: string[] };

const SWEEPER = 'system:sweeper';
const TELL = 'tell';

export function retell({ cases, events, now }: Pick<StormFacts, 'cases' | 'events' | 'now'>): Retelling {
  const told: Growing = { ordered: [], armed: [], missed: [], fired: [], misfired: [], toClosed: [], untold: [] };
  const byCase = new Map<string, EventFact[]>(cases.map(({ id }) => [id, []]));
  for (const event of events) byCase.get(event.caseId)?.push(event);
  for (const { id, process, subjectId } of cases)
    try {
      retellCase(process, subjectId, byCase.get(id) ?? [], now, told);
    } catch (error) {
      told.untold.push(`${process} ${subjectId}: ${String(error)}`);
    }
  return told;
}

function retellCase(
  process: ProcessName,
  subjectId: string,
  events: readonly EventFact[],
  now: Instant,
  told: Growing,
): void {
  const [first] = events;
  if (!first) return;
  const play = new Play(processes[process], subjectId, first.at);
  for (const event of events) {
    if (event.actor === SWEEPER) judge(play, event, told);
    play.say({ ...event.payload, type: event.type }, event.at);
    const effects = play.last.filter(({ type }) => type !== TELL);
    told.ordered.push(...effects.map(({ type }) => `${event.caseId} ${event.revision} ${type}`));
  }
  for (const { key, dueAt } of play.deadlines) {
    const deadline = `${first.caseId} ${key} ${dueAt}`;
    told.armed.push(deadline);
    if (dueAt <= now) told.missed.push(deadline);
  }
}

/** The sweeper's key says which deadline it tells: `deadline:<key>:<due>`. */
function judge(play: Play, { caseId, idempotencyKey, at, caused }: EventFact, told: Growing): void {
  // What a case that was told a deadline tells another is the sweeper's too.
  if (caused) return;
  const said = `${caseId} ${idempotencyKey}`;
  if (play.closed) told.toClosed.push(said);
  const isDue = play.deadlines.some(({ key, dueAt }) => idempotencyKey === `deadline:${key}:${dueAt}` && dueAt <= at);
  (isDue ? told.fired : told.misfired).push(said);
}
