import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { newSecret } from '#libs/kernel/index.js';

import type { DataDirectory } from './data-directory.js';
import { DatabaseStartFailed } from './embedded.errors.js';
import type { NativeBinaries } from './native-binaries.js';
import type { SystemAccount } from './system-account.js';

/** The database role that owns everything. */
export const ROLE = 'jalon';

/**
 * Makes the database files unless they exist, and gives back the role's password. They are made under another name, then
 * renamed, so that a kill in the middle leaves nothing half made.
 */
export async function ensureCluster(
  directory: DataDirectory,
  binaries: NativeBinaries,
  account: SystemAccount,
): Promise<string> {
  if (!existsSync(path.join(directory.cluster, 'PG_VERSION'))) await initialise(directory, binaries, account);
  return readFileSync(directory.passwordFile, 'utf8').trim();
}

async function initialise(directory: DataDirectory, binaries: NativeBinaries, account: SystemAccount): Promise<void> {
  const staged = `${directory.cluster}.new`;
  rmSync(staged, { recursive: true, force: true });
  writeFileSync(directory.passwordFile, newSecret(), { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(directory.passwordFile, account.uid, account.gid);
  const args = [
    ['-D', staged],
    ['-U', ROLE],
    ['--auth=scram-sha-256', `--pwfile=${directory.passwordFile}`],
    // The built-in locale does not hang on what the machine has installed; French order is asked for where it matters (fr-x-icu).
    ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ['--no-instructions'],
  ].flat();
  try {
    await promisify(execFile)(binaries.initdb, args, {
      ...account,
      cwd: directory.database,
      env: databaseEnvironment(),
    });
  } catch (error) {
    throw new DatabaseStartFailed(
      'ses fichiers n’ont pas pu être créés.',
      String((error as { stderr?: string }).stderr ?? error),
    );
  }
  renameSync(staged, directory.cluster);
}

/** What PostgreSQL gets to see of our environment: PGDATA, PGPORT and the like of the person at the keyboard must not reach it. */
export function databaseEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
