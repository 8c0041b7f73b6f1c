import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

import { ALARM_KINDS, ALARM_SEVERITIES, CensusReader, Health } from '#libs/audit/index.js';

/**
 * Jalon's figures for Prometheus. The business ones come from the database, so any one api process tells them for the
 * whole installation; those of the process are its own.
 */
@Injectable()
export class Metrics {
  /** Of this instance rather than the library's global one: several may live in one process. */
  readonly #registry = new Registry();
  readonly #effectsOwed = this.#gauge('jalon_effects_owed', 'Effects ordered and not done yet', 'type');
  readonly #effectsFailing = this.#gauge('jalon_effects_failing', 'Effects owed of which an attempt failed');
  readonly #deadlinesLate = this.#gauge('jalon_deadlines_late', 'Deadlines past and not taken, or refused');
  readonly #cases = this.#gauge('jalon_cases', 'Cases, as of the last minute', 'process', 'state');
  readonly #mails = this.#gauge('jalon_mails', 'Mails that have not simply left', 'state');
  readonly #alarms = this.#gauge('jalon_alarms', 'What is owed and not done', 'kind', 'severity');

  constructor(
    private readonly health: Health,
    private readonly census: CensusReader,
  ) {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text exposition of this moment. */
  async expose(): Promise<string> {
    const [report, census] = await Promise.all([this.health.report(), this.census.take()]);
    // Nothing is awaited between emptying and filling, so that scrapes at once see whole figures.
    for (const [type, count] of census.effectsOwed) this.#effectsOwed.set({ type }, count);
    this.#effectsFailing.set(report.effectsFailing);
    this.#deadlinesLate.set(report.deadlinesLate);
    this.#cases.reset();
    for (const { process, state, count } of census.cases) this.#cases.set({ process, state }, count);
    for (const [state, count] of census.mails) this.#mails.set({ state }, count);
    const raised = new Map(report.alarms.map((alarm) => [alarm.kind, alarm.count]));
    // Logs are replayed on demand only: a zero here would claim that they were.
    for (const kind of ALARM_KINDS)
      if (kind !== 'logs-faulty') this.#alarms.set({ kind, severity: ALARM_SEVERITIES[kind] }, raised.get(kind) ?? 0);
    return this.#registry.metrics();
  }

  #gauge<Label extends string>(name: string, help: string, ...labelNames: readonly Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }
}
