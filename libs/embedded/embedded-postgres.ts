import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { Client } from 'pg';

import { ensureCluster, ROLE } from './cluster.js';
import { dataDirectory, prepareHome, type DataDirectory } from './data-directory.js';
import { claimHome, type InstancePurpose, publishDatabase, releaseHome } from './instance.file.js';
import { keepServer } from './kept-server.js';
import { clearLeftover, postmasterPid } from './leftover-postmaster.js';
import { nativeBinaries } from './native-binaries.js';
import { type ServerProcess, startServer } from './server-process.js';

const DATABASE = 'jalon';

export interface EmbeddedPostgresOptions {
  /** The data directory; see `defaultHome`. */
  readonly home: string;
  /** A free port when left out. */
  readonly port?: number;
  /** More server flags, such as `['-c', 'fsync=off']`. */
  readonly flags?: readonly string[];
  /** Whether commands may use this database (`server`, the default) or have to wait for its end. */
  readonly purpose?: InstancePurpose;
  /** Gets every line the server writes. */
  readonly logger?: (line: string) => void;
  /**
   * Has the server started again whenever it ends by itself, and is told each time, in French. Left out, `exited` tells of its
   * end.
   */
  readonly onTrouble?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://…` with the password, for the database `jalon`. */
  readonly url: string;
  readonly port: number;
  /** Of the server itself, not of its watcher; 0 while it is down. */
  readonly pid: number;
  /** Resolves with the server's last words when it has ended for good. */
  readonly exited: Promise<string>;
  /** Stops the server, all committed data on disk, and gives the home back. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data directory, which is made if need be, listening on 127.0.0.1 only. It stops when this process
 * ends, even by kill -9, and a new start finds every committed row.
 * @throws DataDirectoryInUse, DataDirectoryUnusable, DatabaseStartFailed, PlatformUnsupported
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = dataDirectory(options.home);
  const purpose = options.purpose ?? 'server';
  const account = prepareHome(directory);
  claimHome(directory, purpose);
  let server: ServerProcess | undefined;
  try {
    const binaries = nativeBinaries(account);
    await clearLeftover(directory.cluster);
    const password = await ensureCluster(directory, binaries, account);
    const port = options.port ?? (await freePort());
    const start = async (): Promise<ServerProcess> => {
      await clearLeftover(directory.cluster);
      return startServer({
        postgres: binaries.postgres,
        args: serverFlags(directory, port, options.flags ?? []),
        workingDirectory: directory.database,
        account,
        logger: options.logger ?? (() => undefined),
      });
    };
    server = options.onTrouble ? await keepServer(start, options.onTrouble) : await start();
    const url = (database: string): string => `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
    await ensureDatabase(url('postgres'));
    publishDatabase(directory, purpose, url(DATABASE));
    return {
      url: url(DATABASE),
      port,
      get pid() {
        return postmasterPid(directory.cluster) ?? 0;
      },
      exited: server.exited,
      stop: stopper(directory, server),
    };
  } catch (error) {
    await server?.stop();
    releaseHome(directory);
    throw error;
  }
}

function serverFlags(directory: DataDirectory, port: number, flags: readonly string[]): readonly string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  return ['-D', directory.cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting]), ...flags];
}

function stopper(directory: DataDirectory, server: ServerProcess): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= server.stop().then(() => releaseHome(directory));
    return stopping;
  };
}

/** The application's own database beside `postgres`, so that its name tells backups and tools what it is. */
async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
