import type { CalendarDate } from '#libs/kernel/index.js';

import type { Standing } from './census.js';
import { counts, type Counts, quantile, type Tally, total } from './tally.js';

export interface MonthStanding extends Standing {
  readonly ratio: number;
}

/** What a simulation comes to. Everything but `seconds` and `eventsPerSecond` follows from the seed and the options. */
export interface SimulationReport {
  readonly products: number;
  readonly years: number;
  readonly seed: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Due dates met by products, whether served or not. */
  readonly committeesDue: number;
  /** Products examined: a sitting on three of them counts three. */
  readonly committeesHeld: number;
  /** Of those held, the ones that were due before the first day. */
  readonly madeUp: number;
  readonly sittings: number;
  /** Committees held in a year by a product in an active phase, on average. */
  readonly aProductAndYear: number;
  /** Committees held less than four months after another whose decision neither was provisional nor was refused. */
  readonly closeTogether: number;
  readonly onTime: {
    readonly definition: string;
    /** On the last day; null without active product. */
    readonly ratio: number | null;
    readonly start: number | null;
    /** Over the month ends of the last twelve months. */
    readonly lastYear: number | null;
    /** On the last day, products past no due date of Jalon's. */
    readonly notOverdue: number | null;
    readonly months: readonly MonthStanding[];
  };
  /** Days past the due date of the committees held after it, when it fell here. */
  readonly late: { readonly committees: number; readonly median: number; readonly p90: number };
  readonly reminders: number;
  readonly mails: number;
  readonly mailsPerPersonPerMonth: { readonly median: number; readonly max: number };
  readonly people: number;
  readonly records: { readonly opened: number; readonly sealed: number };
  readonly decisions: { readonly means: Counts; readonly phase: Counts };
  readonly answers: Counts;
  readonly stops: number;
  readonly declined: number;
  readonly launched: number;
  readonly resumed: number;
  readonly moved: number;
  readonly cancelled: number;
  readonly refused: Counts;
  readonly repeated: number;
  readonly events: number;
  readonly effects: number;
  readonly effectsByType: Counts;
  readonly cases: number;
  readonly replayed: number;
  readonly faults: readonly string[];
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

const DEFINITION =
  'Produit en phase active dont le dernier comité a six mois au plus ; entré ou repris en phase active depuis, avant sa première date due.';

/** Shares are told to four figures, other measures to two. */
const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

const ratioOf = ({ onTime, active }: Standing): number => (active === 0 ? 1 : rounded(onTime / active, 4));

export interface Measured {
  readonly products: number;
  readonly years: number;
  readonly seed: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly tally: Tally;
  /** The first and last days, and the month ends between them. */
  readonly standings: readonly Standing[];
  readonly events: number;
  readonly cases: number;
  readonly replayed: number;
  readonly seconds: number;
}

export function reportOf({ tally, standings, seconds, events, ...measured }: Measured): SimulationReport {
  const { products, years, seed, from, to, cases, replayed } = measured;
  const late = tally.lateness.filter((days) => days > 0);
  const months = standings.map((standing) => ({ ...standing, ratio: ratioOf(standing) }));
  const lastYear = months.slice(1).slice(-12);
  const last = months.at(-1);
  const activeOnAverage = standings.reduce((sum, { active }) => sum + active, 0) / Math.max(1, standings.length);
  const monthly = [...tally.mails.values()].map((mails) => total(mails) / (12 * years));
  return {
    products,
    years,
    seed,
    from,
    to,
    committeesDue: [...tally.dues].filter((due) => due.slice(-10) <= to).length,
    committeesHeld: tally.lateness.length + tally.madeUp,
    madeUp: tally.madeUp,
    sittings: tally.sittings,
    aProductAndYear: rounded((tally.lateness.length + tally.madeUp) / Math.max(1, activeOnAverage * years)),
    closeTogether: tally.closeTogether,
    onTime: {
      definition: DEFINITION,
      ratio: last?.ratio ?? null,
      start: months[0]?.ratio ?? null,
      lastYear:
        lastYear.length === 0
          ? null
          : rounded(lastYear.reduce((sum, { ratio }) => sum + ratio, 0) / lastYear.length, 4),
      notOverdue: last ? rounded(last.active === 0 ? 1 : last.notOverdue / last.active, 4) : null,
      months,
    },
    late: { committees: late.length, median: quantile(late, 0.5), p90: quantile(late, 0.9) },
    reminders: tally.reminders,
    mails: [...tally.mails.values()].reduce((sum, mails) => sum + total(mails), 0),
    mailsPerPersonPerMonth: { median: rounded(quantile(monthly, 0.5)), max: rounded(Math.max(0, ...monthly)) },
    people: tally.mails.size,
    records: { opened: tally.recordsOpened, sealed: tally.recordsSealed },
    decisions: { means: counts(tally.means), phase: counts(tally.phases) },
    answers: counts(tally.answers),
    stops: tally.stops,
    declined: tally.declined,
    launched: tally.launched,
    resumed: tally.resumed,
    moved: tally.moved,
    cancelled: tally.cancelled,
    refused: counts(tally.refused),
    repeated: tally.repeated,
    events,
    effects: total(tally.effects),
    effectsByType: counts(tally.effects),
    cases,
    replayed,
    faults: tally.faults.toSorted(),
    seconds: rounded(seconds),
    eventsPerSecond: rounded(events / Math.max(seconds, 0.01)),
  };
}
