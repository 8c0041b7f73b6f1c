import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { type Configuration, embeddedConfiguration } from '#libs/configuration/index.js';
import { announceAddress, startEmbeddedPostgres } from '#libs/embedded/index.js';
import { type Clock, DomainError, newSecret } from '#libs/kernel/index.js';
import { MailCatcher, MailDeliveries } from '#libs/mail/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';

import { createApi } from '../api/create-api.js';
import { type RunningWorker, startWorker } from '../worker/start-worker.js';
import { EmbeddedModule } from './embedded.module.js';

export interface EmbeddedServerOptions {
  readonly home: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logger: LoggerService | false;
  /** Fills an empty database; runs before anybody can come in. */
  readonly furnish?: (services: INestApplicationContext) => Promise<void>;
}

export interface EmbeddedServer {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly databaseUrl: string;
  readonly worker: RunningWorker;
  /** The services of the process, for tests. */
  readonly services: INestApplicationContext;
  /** Resolves with PostgreSQL's last words when it ends, asked to or not. */
  readonly databaseExited: Promise<string>;
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
 * Everything in one process: PostgreSQL under our supervisor, the queues on it, api, worker, relay, sweeper and mail catcher.
 * @throws PortBusy, and what starting the database throws
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const database = await startEmbeddedPostgres({ home: options.home });
  const started: (() => Promise<unknown>)[] = [() => database.stop()];
  const stop = async (): Promise<void> => {
    for (const end of started.toReversed()) await end().catch(() => {});
  };
  try {
    await bringUpToDate(database.url);
    const configuration: Writable<Configuration> = embeddedConfiguration(
      {
        databaseUrl: database.url,
        smtpUrl: '',
        baseUrl: `http://${options.host}:${options.port}`,
        sessionSecret: lastingSecret(options.home),
        host: options.host,
        port: options.port,
      },
      options.env,
    );
    const app = await createApi(configuration, EmbeddedModule.with(configuration, options.clock), options.logger);
    started.push(() => app.close());
    configuration.smtpUrl = await app.get(MailCatcher, { strict: false }).listen();
    // Mails that our predecessor held when it was killed: nobody else sends on this database.
    await app.get(MailDeliveries, { strict: false }).releaseHolds();
    await options.furnish?.(app);
    const worker = await startWorker(app, configuration, { alone: true });
    started.push(() => worker.stop());
    await app.listen(options.port, options.host).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new PortBusy(options.port) : error;
    });
    const { port } = app.getHttpServer().address() as { port: number };
    const address = `http://${options.host}:${port}`;
    configuration.baseUrl = address;
    announceAddress(options.home, address);
    return { address, databaseUrl: database.url, worker, services: app, databaseExited: database.exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

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
