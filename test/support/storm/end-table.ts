import type { StormFacts } from './facts.js';
import { askedByClients, countBy, doneTwice, mailsOf, mailsOwed, sayEffect, stuckIn } from './ledger.js';
import { retell } from './retelling.js';

/** One line of the table at the end of a storm. */
export interface EndLine {
  readonly what: string;
  readonly measured: number;
  /** What it must be; a line without is for information. */
  readonly expected?: number;
}

/** What a storm left, as figures of which some must be what they are expected to be. */
export interface EndTable {
  readonly lines: readonly EndLine[];
  /** The lines that are not as expected, and examples of what is behind them; empty when all is well. */
  readonly amiss: readonly string[];
  /** For people. */
  readonly text: string;
}

/** Examples given of what is amiss. */
const EXAMPLES = 3;

/** A line that counts things of which there must be none. */
interface Fault {
  readonly what: string;
  readonly found: readonly string[];
}

/** Draws up the table. Every figure is counted, none is taken from the product's own counters. */
export function endTable(facts: StormFacts): EndTable {
  const { acknowledged, events, effects, cases, deadlines } = facts;
  const told = retell(facts);
  const inLog = countBy(events.map(({ caseId, idempotencyKey }) => `${caseId} ${idempotencyKey}`));
  const noted = new Set(acknowledged.map(({ caseId, idempotencyKey }) => `${caseId} ${idempotencyKey}`));
  const notOnce = [...noted].filter((key) => inLog.get(key) !== 1);
  const outbox = effects.map(({ caseId, revision, type }) => `${caseId} ${revision} ${type}`);
  const rows = deadlines.map(({ caseId, key, dueAt }) => `${caseId} ${key} ${dueAt}`);
  const mails = mailsOf(facts);
  const owed = mailsOwed(facts);

  const lines: (EndLine & { readonly found?: readonly string[] })[] = [
    { what: 'cases', measured: cases.length },
    { what: 'requests that got no answer, and were made again', measured: facts.unanswered },
    { what: 'events acknowledged', measured: noted.size },
    equal('… in the log, once each', noted.size, noted.size - notOnce.length, notOnce),
    none({
      what: '… in the log of which no client was told',
      found: askedByClients(events).filter((key) => !noted.has(key)),
    }),
    { what: 'effects that the events order', measured: told.ordered.length },
    equal('… owed', told.ordered.length, outbox.length, differing(told.ordered, outbox)),
    none({ what: '… owed and not done', found: effects.filter(({ done }) => !done).map(sayEffect) }),
    none({ what: '… done twice', found: doneTwice(facts) }),
    { what: 'mails', measured: facts.deliveries.length },
    { what: '… accepted by the server', measured: mails.accepted },
    none({ what: '… accepted twice', found: mails.twice }),
    none({ what: '… said to be sent, and never accepted', found: mails.lost }),
    none({ what: '… accepted, and not written down', found: mails.unwritten }),
    none({ what: '… without an outcome', found: mails.unsettled }),
    { what: '… of unknown fate, and accepted', measured: mails.unknownAccepted },
    { what: '… of unknown fate, and never accepted', measured: mails.unknownNever },
    { what: '… that never left, and had become pointless', measured: mails.givenUp },
    { what: '… with a fresh link, for one that had died of its deadline', measured: mails.fresh },
    equal('invitations, requests to sign and to plan written', owed.expected, owed.written, owed.amiss),
    { what: 'deadlines come due', measured: told.fired.length + told.missed.length },
    none({ what: '… not fired', found: told.missed }),
    none({ what: '… fired twice, or without being due', found: told.misfired }),
    none({ what: '… fired at a closed case', found: told.toClosed }),
    equal('deadlines ahead', told.armed.length, rows.length, differing(told.armed, rows)),
    none({ what: 'cases stuck', found: stuckIn(facts) }),
    none({ what: 'cases whose log does not replay', found: facts.faulty }),
    none({ what: 'cases whose log says what cannot be', found: told.untold }),
    none({ what: 'requests refused that should have been taken', found: facts.refused }),
    none({ what: 'processes that ended by themselves', found: facts.ownEnds }),
    { what: 'seconds to drain', measured: Math.round(facts.drainSeconds) },
  ];
  const amiss = lines
    .filter(({ measured, expected, found = [] }) => found.length > 0 || (expected ?? measured) !== measured)
    .map(({ what, measured, expected, found = [] }) =>
      [`${what}: ${measured} instead of ${expected}`, ...found.slice(0, EXAMPLES)].join('\n  '),
    );
  return { lines, amiss, text: lines.map(written).join('\n') };
}

const none = ({ what, found }: Fault) => ({ what, measured: found.length, expected: 0, found });

const equal = (what: string, expected: number, measured: number, found: readonly string[]) => ({
  what,
  measured,
  expected,
  found,
});

function written({ what, measured, expected }: EndLine): string {
  const judged = expected === undefined ? '' : measured === expected ? '  =' : `  ≠ ${expected}`;
  return `${what.padEnd(58)}${String(measured).padStart(8)}${judged}`;
}

/** What is in one of two lists more often than in the other. */
function differing(expected: readonly string[], found: readonly string[]): readonly string[] {
  const difference = countBy(expected);
  for (const one of found) difference.set(one, (difference.get(one) ?? 0) - 1);
  return [...difference]
    .filter(([, count]) => count !== 0)
    .map(([one, count]) => `${one}: ${count > 0 ? 'missing' : 'too many'}`);
}
