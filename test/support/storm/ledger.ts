import type { EffectFact, EventFact, StormFacts } from './facts.js';

/** How many mails an effect sends, for those of which it is known from outside. */
const MAILS_OF: Readonly<Record<string, (members: number) => number>> = {
  'invitations.send': (members) => members,
  'sign-off.ask': () => 1,
  'duty.ask-to-plan': () => 1,
};

/** States in which a case waits for an effect of its own: with nothing owed any more, nobody will ever move it. */
const PASSING = new Set(['deliberation-record drafting', 'deliberation-record signed']);

const SYSTEM = 'system:';
const SWEEPER = 'system:sweeper';

export function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const repeated = (keys: readonly string[]): readonly string[] =>
  [...countBy(keys)].filter(([, count]) => count > 1).map(([key, count]) => `${key}: ${count} times`);

/** The events that came from outside: neither told by another case, nor by the system to itself. */
export function askedByClients(events: readonly EventFact[]): readonly string[] {
  return events
    .filter(({ actor, caused }) => !caused && !actor.startsWith(SYSTEM))
    .map(({ caseId, idempotencyKey }) => `${caseId} ${idempotencyKey}`);
}

export const sayEffect = ({ type, id, error }: EffectFact): string => `${type} ${id} ${error ?? ''}`;

/** What effects did to cases more than once: a record opened, printed, sealed, settled; a phase moved; a duty told. */
export function doneTwice({ events }: Pick<StormFacts, 'events'>): readonly string[] {
  return repeated(
    events
      .filter(({ actor, caused }) => caused || (actor.startsWith(SYSTEM) && actor !== SWEEPER))
      .map(({ caseId, type, payload }) => `${caseId} ${type} ${JSON.stringify(payload)}`),
  );
}

/** The mails, as the server that received them has them against what the product wrote down. */
export function mailsOf(facts: StormFacts) {
  const { deliveries, accepted } = facts;
  const received = countBy(accepted.map(({ messageId }) => messageId));
  const written = new Set(deliveries.map(({ messageId }) => messageId));
  const inState = (...states: readonly string[]) => deliveries.filter(({ state }) => states.includes(state));
  const types = new Map(facts.effects.map(({ id, type }) => [id, type]));
  const keys = (of: StormFacts['deliveries']) =>
    of.map(({ key, state }) => `${types.get(effectOf(key)) ?? ''} ${key} ${state}`);
  const unknown = inState('unknown');
  const pointless = pointlessIn(facts);
  const carriers = new Set(facts.letters.map(({ carrier }) => carrier));
  const isPointless = ({ key }: StormFacts['deliveries'][number]) =>
    key.startsWith(CARRIER) ? !carriers.has(key) : pointless.has(effectOf(key));
  const waiting = inState('reserved', 'refused');
  return {
    accepted: received.size,
    twice: repeated(accepted.map(({ messageId, to }) => `${messageId} to ${to.join(', ')}`)),
    lost: keys(inState('sent').filter(({ messageId }) => !received.has(messageId))),
    unwritten: [...received.keys()].filter((messageId) => !written.has(messageId)),
    unsettled: keys([...inState('sending', 'bounced'), ...waiting.filter((one) => !isPointless(one))]),
    fresh: deliveries.filter(({ key }) => key.startsWith(ASKED_AFRESH)).length,
    givenUp: waiting.filter(isPointless).length,
    unknownAccepted: unknown.filter(({ messageId }) => received.has(messageId)).length,
    unknownNever: unknown.filter(({ messageId }) => !received.has(messageId)).length,
  };
}

/** How the key of a mail begins that carries letters which waited; those have the keys of their effects. */
const CARRIER = 'post:';

/** How the key of a mail begins that somebody asked for on the page of a dead link. */
const ASKED_AFRESH = 'sign-off:';

/** A mail's key is its effect and whom it is for. */
const effectOf = (key: string): string => key.slice(0, key.indexOf(':'));

/** A committee that was cancelled or has sat: an invitation that had not left by then never will. */
const isOver = (process: string, state: string): boolean =>
  process === 'committee' && state !== 'convened' && state !== 'preparing';

/** A request to sign that had not left when its record was answered otherwise, as a client does that waited for it in vain. */
const isAnswered = (type: string, state: string): boolean => type === 'sign-off.ask' && state !== 'awaitingSignOff';

/** A request to plan that nobody had written when the committee was planned: there was nothing left to ask. */
const isPlannedSince = ({ type, caseId, revision }: EffectFact, events: readonly EventFact[]): boolean =>
  type === 'duty.ask-to-plan' &&
  events.some((event) => event.caseId === caseId && event.revision > revision && event.type === 'committee.planned');

/** Effects done without those of their mails that had become pointless: of a committee that is over, past, or moved since; of a record that was answered. */
function pointlessIn({ cases, effects, events, now }: StormFacts): ReadonlySet<string> {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const moves = new Map(
    events.filter(({ type }) => type === 'committee.moved').map(({ caseId, revision }) => [caseId, revision]),
  );
  const isPointless = ({ type, caseId, revision }: EffectFact): boolean => {
    const { process = '', state = '', startsAt = null } = byId.get(caseId) ?? {};
    if (isOver(process, state) || isAnswered(type, state)) return true;
    return type === 'reminder.send' && ((startsAt ?? now) <= now || (moves.get(caseId) ?? 0) > revision);
  };
  return new Set(effects.filter((effect) => effect.done && isPointless(effect)).map(({ id }) => id));
}

/** An effect marked as done must have been done: whoever it had to write to has a delivery of their own. */
export function mailsOwed({ effects, events, deliveries, letters, cases, members }: StormFacts): {
  readonly expected: number;
  readonly written: number;
  readonly amiss: readonly string[];
} {
  // What is posted apart from an invitation is not one.
  const mails = [...deliveries, ...letters].filter(
    ({ key }) => !key.startsWith(CARRIER) && key.split(':').length === 2,
  );
  const written = countBy(mails.map(({ key }) => effectOf(key)));
  const byId = new Map(cases.map((one) => [one.id, one]));
  const sum = { expected: 0, written: 0 };
  const amiss: string[] = [];
  for (const effect of effects) {
    const { id, type, caseId } = effect;
    const { subjectId = '', process = 'committee', state = '' } = byId.get(caseId) ?? {};
    if (!(type in MAILS_OF) || isOver(process, state)) continue;
    const expected = MAILS_OF[type]?.(members.get(subjectId) ?? 0) ?? 0;
    const found = written.get(id) ?? 0;
    if (found === 0 && (isAnswered(type, state) || isPlannedSince(effect, events))) continue;
    sum.expected += expected;
    sum.written += found;
    if (found !== expected) amiss.push(`${type} ${id}: ${found} of ${expected} mails`);
  }
  return { ...sum, amiss };
}

/** Cases that nobody is going to move although they should have moved, and stories that did not come to their end. */
export function stuckIn({ cases, unfinished }: Pick<StormFacts, 'cases' | 'unfinished'>): readonly string[] {
  const waiting = cases.filter(({ process, state }) => PASSING.has(`${process} ${state}`));
  return [...unfinished, ...waiting.map(({ process, subjectId, state }) => `${process} ${subjectId} ${state}`)];
}
