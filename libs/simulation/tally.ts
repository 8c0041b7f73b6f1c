import { addMonths, type CalendarDate, daysBetween } from '#libs/kernel/index.js';

import type { Actor } from './cast.js';

/** Effects by which Jalon recalls something that is still to be done. */
const REMINDERS: ReadonlySet<string> = new Set([
  'duty.ask-to-plan',
  'duty.remind-to-plan',
  'duty.escalate',
  'duty.report-overdue',
  'reminder.send',
  'record.remind-review',
  'sign-off.remind',
  'sign-off.escalate',
]);

/** Months within which a product that is examined again was examined too soon, unless its last decision asked for it. */
const SOON_MONTHS = 4;

/** What is counted as it happens. Sums only, so that the order in which people act changes nothing. */
export class Tally {
  /** Due dates met, as `product day`. */
  readonly dues = new Set<string>();
  /** Days past the due date, one a product and sitting; 0 when in time. */
  readonly lateness: number[] = [];
  readonly effects = new Map<string, number>();
  readonly means = new Map<string, number>();
  readonly phases = new Map<string, number>();
  readonly answers = new Map<string, number>();
  /** Refusals that people meant to get, by code. */
  readonly refused = new Map<string, number>();
  readonly mails = new Map<string, Map<string, number>>();
  /** What should never happen, in words. */
  readonly faults: string[] = [];
  /** Products examined again too soon, after a decision that was neither provisional nor refused by a sponsor. */
  closeTogether = 0;
  readonly #lastSittings = new Map<string, CalendarDate>();
  madeUp = 0;
  sittings = 0;
  recordsOpened = 0;
  recordsSealed = 0;
  stops = 0;
  declined = 0;
  launched = 0;
  resumed = 0;
  moved = 0;
  cancelled = 0;
  repeated = 0;
  reminders = 0;

  constructor(private readonly from: CalendarDate) {}

  due(productId: string, on: CalendarDate): void {
    this.dues.add(`${productId} ${on}`);
  }

  /** A product was examined. What was due before the first day is made up for, and says nothing of those who act here. */
  held(dueOn: CalendarDate, on: CalendarDate): void {
    if (dueOn < this.from) this.madeUp += 1;
    else this.lateness.push(Math.max(0, daysBetween(dueOn, on)));
  }

  /** @param isProvisional the committee granted a budget that asks for another one soon. */
  examined(productId: string, on: CalendarDate, isProvisional: boolean): void {
    const last = this.#lastSittings.get(productId);
    if (last !== undefined && on < addMonths(last, SOON_MONTHS)) this.closeTogether += 1;
    if (isProvisional) this.#lastSittings.delete(productId);
    else this.#lastSittings.set(productId, on);
  }

  /** A sponsor refused what the last committee decided: another one is rightly held. */
  refusedDecision(productId: string): void {
    this.declined += 1;
    this.#lastSittings.delete(productId);
  }

  effect(type: string): void {
    add(this.effects, type);
    if (REMINDERS.has(type)) this.reminders += 1;
  }

  /** @param month `YYYY-MM` */
  mail(to: readonly Actor[], month: string): void {
    for (const { id } of to) {
      const months = this.mails.get(id) ?? new Map<string, number>();
      this.mails.set(id, months);
      add(months, month);
    }
  }
}

export function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

export const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** The value below which that share of the sorted values lies; 0 when there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export type Counts = Readonly<Record<string, number>>;

/** By name, in the order of names. */
export const counts = (of: ReadonlyMap<string, number>): Counts =>
  Object.fromEntries([...of].toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** How often each name comes. */
export function counted(names: readonly string[]): Counts {
  const found = new Map<string, number>();
  for (const name of names) add(found, name);
  return counts(found);
}
