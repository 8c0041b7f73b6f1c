import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { type Alarm, ALARM_MESSAGES, Health, type HealthReport } from '#libs/audit/index.js';
import { Clock } from '#libs/kernel/index.js';
import { databaseUnavailable, DatabaseUnavailable } from '#libs/persistence/index.js';

import { Public, publicPage, type WebRequest } from '../web/index.js';
import { HealthPage } from './health.page.js';

/** Whether everything owed is being done: for machines and for people. Both are public, so neither names a case. */
@Controller()
export class HealthController {
  readonly #logger = new Logger('health');

  constructor(
    private readonly health: Health,
    private readonly clock: Clock,
  ) {}

  /**
   * 200 while the database answers, 503 with the reason otherwise. What is late is said in the body, and does not take the process out of
   * service: no other would do better.
   */
  @Public()
  @Get('/health')
  async forMachines(@Res() response: Response): Promise<void> {
    const report = await this.#report();
    if (report instanceof DatabaseUnavailable)
      response.status(503).json({ status: 'down', error: { code: report.code, message: report.message } });
    else response.json({ ...report, alarms: report.alarms.map(withoutDetails) });
  }

  @Public()
  @Get('/sante')
  async forPeople(@Req() request: WebRequest, @Res() response: Response): Promise<void> {
    const report = await this.#report();
    response
      .status(report instanceof DatabaseUnavailable ? 503 : 200)
      .type('html')
      .send(publicPage(request, { title: 'État du service' }, <HealthPage report={report} at={this.clock.now()} />));
  }

  async #report(): Promise<HealthReport | DatabaseUnavailable> {
    try {
      return await this.health.report();
    } catch (error) {
      // Whatever else is wrong with what it answers, it does not serve us.
      const unavailable = databaseUnavailable(error) ?? new DatabaseUnavailable('DATABASE_UNREACHABLE', error);
      this.#logger.error(`${unavailable.code}: ${error instanceof Error ? error.message : String(error)}`);
      return unavailable;
    }
  }
}

/** Errors and cases are for who runs the service: see `jalon doctor`. */
function withoutDetails({ kind, severity, count, since }: Alarm) {
  const { what, advice } = ALARM_MESSAGES[kind];
  return { kind, severity, count, since, what: what(count), advice };
}
