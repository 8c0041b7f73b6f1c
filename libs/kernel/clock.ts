import { Temporal } from 'temporal-polyfill';

import type { CalendarDate } from './calendar-date.js';

/** A moment, as an ISO 8601 string in UTC with milliseconds: `2026-03-29T01:00:00.000Z`. */
export type Instant = string & { readonly __instant?: never };

/** The one time zone of committees. Days are Paris days; moments are instants. */
export const PARIS = 'Europe/Paris';

/** Where time comes from. Nothing outside the kernel reads the system clock. */
export abstract class Clock {
  abstract now(): Instant;

  /** Today's date in Paris. */
  today(): CalendarDate {
    return Temporal.Instant.from(this.now()).toZonedDateTimeISO(PARIS).toPlainDate().toString();
  }

  /** Milliseconds since the epoch, for durations and timers. */
  millis(): number {
    return Date.parse(this.now());
  }
}

export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
}

/** A clock that moves only when told to: for tests, simulations and replays. */
export class ManualClock extends Clock {
  #now: number;

  constructor(start: Instant) {
    super();
    this.#now = Date.parse(start);
  }

  now(): Instant {
    return new Date(this.#now).toISOString();
  }

  set(instant: Instant): void {
    this.#now = Date.parse(instant);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
