import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

import { databaseEnvironment } from './cluster.js';
import { DatabaseStartFailed } from './embedded.errors.js';
import type { SystemAccount } from './system-account.js';

/** A started server: `exited` resolves with what it said last, whatever made it end. */
export interface ServerProcess {
  readonly exited: Promise<string>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

/**
 * Runs the server behind a shell that holds one end of a pipe from us. When our end closes, be it through stop(), a crash or
 * kill -9, `cat` returns and the server gets SIGINT, a fast shutdown. The watcher ends with the server, lest it signal
 * whatever gets that pid next.
 */
const WATCH =
  '"$@" </dev/null & server=$!; (cat <&3 >/dev/null; kill -INT $server 2>/dev/null) & watcher=$!; wait $server; code=$?; kill $watcher 2>/dev/null; exit $code';

const READY = 'database system is ready to accept connections';
const KEPT_OUTPUT = 4_000;

/**
 * Starts the server and waits until it takes connections.
 * @throws DatabaseStartFailed with the server's last words.
 */
export async function startServer(options: {
  readonly postgres: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  readonly account: SystemAccount;
  readonly logger: (line: string) => void;
}): Promise<ServerProcess> {
  const child = spawn('/bin/sh', ['-c', WATCH, 'sh', options.postgres, ...options.args], {
    ...options.account,
    cwd: options.workingDirectory,
    env: databaseEnvironment(),
    // A Ctrl-C must reach us first: we finish what is under way, then stop the database.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const exited = lastWords(child);
  const pipe = child.stdio[3] as Writable;
  pipe.on('error', () => undefined);
  // The watcher's `cat` outlives a server that ended by itself, until our end closes.
  void exited.then(() => pipe.end());
  await ready(child, options.logger);
  return {
    exited,
    async stop() {
      pipe.end();
      await exited;
    },
  };
}

function lastWords(child: ChildProcess): Promise<string> {
  let tail = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(tail));
  });
}

function ready(child: ChildProcess, logger: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest = '';
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        logger(line);
        said = `${said}${line}\n`.slice(-KEPT_OUTPUT);
        if (line.includes(READY)) resolve();
      }
    });
    child.once('error', (error) => reject(new DatabaseStartFailed(error.message)));
    child.once('exit', (code) =>
      reject(new DatabaseStartFailed(`elle s’est arrêtée (code ${code ?? 'inconnu'}).`, said)),
    );
  });
}
