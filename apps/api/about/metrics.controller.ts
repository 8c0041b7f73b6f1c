import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { Configuration } from '#libs/configuration/index.js';
import { Forbidden } from '#libs/kernel/index.js';

import { Public } from '../web/index.js';
import { Metrics } from './metrics.js';
import { mayReadMetrics } from './metrics-access.js';

/** Figures for Prometheus; never public (docs/adr/0014-observability.md). */
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly configuration: Configuration,
  ) {}

  @Public()
  @Get('/metrics')
  async expose(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { headers, socket } = request;
    if (!mayReadMetrics({ headers, peer: socket.remoteAddress }, this.configuration.metricsToken))
      throw new Forbidden('Les mesures se lisent depuis la machine même, ou avec le jeton METRICS_TOKEN.');
    // Express would add its own charset to the type: the exposition names its version and charset itself.
    response.setHeader('Content-Type', this.metrics.contentType);
    response.end(await this.metrics.expose());
  }
}
