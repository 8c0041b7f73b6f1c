import { canonicalJson } from '#libs/kernel/index.js';
import { type Answer, standing } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';
import type { DutyContext } from '#workflows/half-year-duty/index.js';

import type { EngineFacts, EntryFact } from './engine-facts.js';
import { retold } from './retold.js';

/** An answer that somebody got, in a transaction that was committed. */
export interface Acknowledged {
  readonly key: string;
  readonly answer: Answer;
}

/** Whatever happens, in whatever order: a name, and what is against it. */
type Law = (facts: EngineFacts, acknowledged: readonly Acknowledged[]) => readonly string[];

const AHEAD = new Set(['planned', 'convened', 'preparing']);
const isAhead = (state: string): boolean => AHEAD.has(state) || state.startsWith('sitting.');

const LIFECYCLE_MOVES = new Set([
  'decision.effective',
  'history.imported',
  'phase.corrected',
  'product.resumed',
  'investigation.opened',
  'case.undone',
]);

export const LAWS: Readonly<Record<string, Law>> = {
  'the log replays to the snapshot, and its chain holds': ({ replayFaults }) => replayFaults,

  'machines alone, told the log, stand where the case stands': (facts) =>
    differing(
      retold(facts).standing,
      facts.cases.map(({ id, closed, snapshot }) => `${id} ${closed} ${canonicalJson(snapshot)}`),
    ),

  'the deadlines are those of the snapshots; a closed case has none': (facts) =>
    differing(
      retold(facts).armed,
      facts.deadlines.map(({ caseId: id, key, dueAt }) => `${id} ${key} ${dueAt}`),
    ),

  'what was told when it came due was armed, and due': (facts) => retold(facts).misfired,

  'effects follow from events, one to one': (facts) =>
    differing(
      retold(facts).effects,
      facts.effects.map(({ caseId: id, revision, position, queue, type, params }) =>
        [id, revision, position, queue, type, canonicalJson(params)].join(' '),
      ),
    ),

  'what cases tell each other follows from events, one to one': (facts) =>
    differing(
      retold(facts).tells,
      facts.entries
        .filter(({ cause, type }) => cause !== null && type !== 'case.undone')
        .map(({ cause, key, caseId: id, type, payload }) => [cause, key, id, type, canonicalJson(payload)].join(' ')),
    ),

  'what is taken back is taken back wherever it was told, and alone may have its effects withdrawn': (facts) => {
    const stands = standingIn(facts);
    const apart = facts.entries.filter(
      (entry) =>
        entry.cause !== null && entry.type !== 'case.undone' && stands.has(entry.cause) !== stands.has(idOf(entry)),
    );
    const withdrawn = facts.effects.filter((effect) => effect.withdrawn && stands.has(idOf(effect)));
    return [...apart.map(idOf), ...withdrawn.map((effect) => `${idOf(effect)} ${effect.type}`)];
  },

  'a key moves a case once, and gives the one answer': ({ entries }, acknowledged) => {
    const log = new Map(entries.map((entry) => [`${entry.caseId} ${entry.key}`, entry]));
    const moves = countBy(
      acknowledged.flatMap(({ key, answer }) => (answer.repeated ? [] : [`${answer.caseId} ${key}`])),
    );
    return acknowledged.flatMap(({ key, answer: { repeated, ...answer } }) => {
      const id = `${answer.caseId} ${key}`;
      const entry = log.get(id);
      const faults = moves.get(id) === 1 ? [] : [`${id} moved ${moves.get(id) ?? 0} times`];
      return entry && canonicalJson(answerIn(entry)) === canonicalJson(answer)
        ? faults
        : [...faults, `${id} was answered ${canonicalJson(answer)}${repeated ? ' again' : ''}`];
    });
  },

  'what was refused or rolled back leaves no trace': ({ entries }, acknowledged) => {
    const known = new Set(acknowledged.map(({ key, answer }) => `${answer.caseId} ${key}`));
    return entries
      .filter(({ actor, cause }) => actor.startsWith('person:') && cause === null)
      .map((entry) => `${entry.caseId} ${entry.key}`)
      .filter((id) => !known.has(id));
  },

  'a product has one committee ahead at most, the one its duty knows': ({ cases }) => {
    const ahead = cases
      .filter(({ process, state }) => process === 'committee' && isAhead(state))
      .flatMap(({ subjectId, snapshot }) =>
        (snapshot.context as unknown as CommitteeContext).products.map(({ productId }) => `${productId} ${subjectId}`),
      );
    const known = cases.flatMap(({ process, subjectId, snapshot }) => {
      const { planned } = snapshot.context as unknown as DutyContext;
      return process === 'half-year-duty' && planned ? [`${subjectId} ${planned.committeeId}`] : [];
    });
    return differing(known, ahead);
  },

  'a product moves by a decision, an import, a correction, and nothing else': ({ cases, entries }) => {
    const products = new Set(cases.filter(({ process }) => process === 'product-lifecycle').map(({ id }) => id));
    return entries
      .filter((entry) => products.has(entry.caseId) && entry.stateBefore !== entry.stateAfter)
      .filter(({ type }) => !LIFECYCLE_MOVES.has(type))
      .map((entry) => `${entry.caseId} by ${entry.type}`);
  },
};

/** What is against the laws, law by law; an empty list is what one wants. */
export function brokenLaws(facts: EngineFacts, acknowledged: readonly Acknowledged[]): readonly string[] {
  return Object.entries(LAWS).flatMap(([law, of]) => of(facts, acknowledged).map((found) => `${law}: ${found}`));
}

const idOf = (one: { readonly caseId: string; readonly revision: number }): string => `${one.caseId} ${one.revision}`;

/** The entries that nobody took back. */
function standingIn({ cases, entries }: EngineFacts): ReadonlySet<string> {
  return new Set(cases.flatMap(({ id }) => standing(entries.filter((entry) => entry.caseId === id)).map(idOf)));
}

const answerIn = ({ caseId: id, revision, stateBefore, stateAfter, at }: EntryFact) => ({
  caseId: id,
  revision,
  stateBefore,
  stateAfter,
  at,
});

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** What is in one of two lists more often than in the other. */
function differing(expected: readonly string[], found: readonly string[]): readonly string[] {
  const [due, there] = [countBy(expected), countBy(found)];
  return [...new Set([...expected, ...found])].flatMap((one) => {
    const missing = (due.get(one) ?? 0) - (there.get(one) ?? 0);
    return missing === 0 ? [] : [`${missing > 0 ? 'missing' : 'too many'}: ${one}`];
  });
}
