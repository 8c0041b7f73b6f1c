import 'reflect-metadata';

import { ConsoleLogger } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { endFailedStart } from '#libs/composition/index.js';
import { readConfiguration } from '#libs/configuration/index.js';
import { SystemClock } from '#libs/kernel/index.js';
import { ensureMigrated } from '#libs/persistence/index.js';

import { ApiModule } from './api.module.js';
import { createApi } from './create-api.js';

try {
  const configuration = readConfiguration(process.env);
  const logger = new ConsoleLogger({ json: true, logLevels: [configuration.logLevel] });
  const app = await createApi(configuration, ApiModule.with(configuration, new SystemClock()), logger);
  await ensureMigrated(app.get(DataSource));
  await app.listen(configuration.port, configuration.host);
  logger.log(`listening on ${await app.getUrl()}`, 'api');
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void app.close().then(() => process.exit(0)));
} catch (error) {
  endFailedStart(error);
}
