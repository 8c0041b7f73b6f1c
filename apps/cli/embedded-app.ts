import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';

import { TakeInboundMail } from '#libs/calendar-replies/index.js';
import { organizerOf } from '#libs/committees/index.js';
import { type Configuration, embeddedConfiguration } from '#libs/configuration/index.js';
import { announceAddress } from '#libs/embedded/index.js';
import { DomainError, newSecret } from '#libs/kernel/index.js';
import { MailCatcher, MailDeliveries } from '#libs/mail/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';

import { createApi } from '../api/create-api.js';
import { type RunningWorker, startWorker } from '../worker/start-worker.js';
import type { EmbeddedServerOptions } from './embedded-server.js';
import { EmbeddedModule } from './embedded.module.js';

/** All of Jalon but its database. */
export interface EmbeddedApp {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly worker: RunningWorker;
  readonly services: INestApplicationContext;
  stop(): Promise<void>;
}

/** Another program already listens where the pages should be. */
class PortBusy extends DomainError {
  readonly code = 'PORT_BUSY';

  constructor(port: number) {
    super(`Le port ${port} est déjà utilisé par un autre programme. Choisissez-en un autre avec --port.`);
  }
}

/**
 * Api, worker, relay, sweeper and mail catcher over one database, which is brought to this version.
 * The pages answer before the database is furnished; nothing is worked on until it is.
 * @throws PortBusy
 */
export async function startEmbeddedApp(databaseUrl: string, options: EmbeddedServerOptions): Promise<EmbeddedApp> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of started.toReversed()) await end().catch(() => {});
  };
  try {
    await bringUpToDate(databaseUrl);
    const configuration = configurationOf(databaseUrl, options);
    const logger = options.logger ?? new ConsoleLogger({ logLevels: ['warn'] });
    const app = await createApi(configuration, EmbeddedModule.with(configuration, options.clock), logger);
    started.push(() => app.close());
    // Before anything may be mailed, what mails need: the catcher, and the address that their links begin with.
    configuration.smtpUrl = await app.get(MailCatcher, { strict: false }).listen();
    const replies = app.get(TakeInboundMail, { strict: false });
    app.get(MailCatcher, { strict: false }).handOver(organizerOf(configuration).email, (raw) => replies.execute(raw));
    const address = await listen(app, options);
    configuration.baseUrl = address;
    announceAddress(options.home, address);
    options.onListening?.(address);
    // Mails that our predecessor held when it was killed: nobody else sends on this database.
    await app.get(MailDeliveries, { strict: false }).releaseHolds();
    await options.furnish?.(app);
    const worker = await startWorker(app, configuration, { alone: true });
    started.push(() => worker.stop());
    return { address, worker, services: app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function configurationOf(
  databaseUrl: string,
  { home, host, port, env }: EmbeddedServerOptions,
): Writable<Configuration> {
  const baseUrl = `http://${host}:${port}`;
  return embeddedConfiguration(
    { databaseUrl, smtpUrl: '', baseUrl, sessionSecret: lastingSecret(home), host, port },
    env,
  );
}

async function listen(app: NestExpressApplication, { host, port }: EmbeddedServerOptions): Promise<string> {
  await app.listen(port, host).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new PortBusy(port) : error;
  });
  const taken = app.getHttpServer().address() as { port: number };
  return `http://${host}:${taken.port}`;
}

async function bringUpToDate(url: string): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** The key of sessions, kept with the data so that a restart logs nobody out. */
function lastingSecret(home: string): string {
  const file = path.join(home, 'session-secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const secret = newSecret();
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
