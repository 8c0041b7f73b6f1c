import type { INestApplicationContext, LoggerService } from '@nestjs/common';

import { startEmbeddedPostgres } from '#libs/embedded/index.js';
import type { Clock } from '#libs/kernel/index.js';

import type { EmbeddedApp } from './embedded-app.js';

export interface EmbeddedServerOptions {
  readonly home: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Nest's own on warnings and worse, when left out. */
  readonly logger?: LoggerService | false;
  /** Told the address as soon as the pages answer. */
  readonly onListening?: (address: string) => void;
  /** Told, in French, when the database has ended by itself and is started again, and when it is back. */
  readonly onTrouble?: (message: string) => void;
  /** Fills an empty database; runs before the workers start. */
  readonly furnish?: (services: INestApplicationContext) => Promise<void>;
}

export interface EmbeddedServer extends EmbeddedApp {
  readonly databaseUrl: string;
}

/**
 * Everything in one process: PostgreSQL under our supervisor, the queues on it, api, worker, relay, sweeper and mail catcher.
 * The database starts while the program loads: each takes about a second.
 * @throws PortBusy, and what starting the database throws
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const loading = import('./embedded-app.js');
  // Looked at below; a database that does not start is what there is to say then.
  loading.catch(() => {});
  const { home, onTrouble = () => {} } = options;
  const database = await startEmbeddedPostgres({ home, onTrouble });
  try {
    const { startEmbeddedApp } = await loading;
    const app = await startEmbeddedApp(database.url, options);
    const stop = async (): Promise<void> => {
      await app.stop();
      await database.stop();
    };
    return { ...app, databaseUrl: database.url, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
