import 'reflect-metadata';

import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { endFailedStart } from '#libs/composition/index.js';
import { readConfiguration } from '#libs/configuration/index.js';
import { SystemClock } from '#libs/kernel/index.js';
import { ensureMigrated } from '#libs/persistence/index.js';

import { startWorker } from './start-worker.js';
import { WorkerModule } from './worker.module.js';

try {
  const configuration = readConfiguration(process.env);
  const logger = new ConsoleLogger({ json: true, logLevels: [configuration.logLevel] });
  const context = await NestFactory.createApplicationContext(WorkerModule.with(configuration, new SystemClock()), {
    abortOnError: false,
    logger,
  });
  await ensureMigrated(context.get(DataSource));
  const worker = await startWorker(context, configuration);
  const stop = async (): Promise<void> => {
    await worker.stop();
    await context.close();
  };
  logger.log('ready', 'worker');
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)));
} catch (error) {
  endFailedStart(error);
}
