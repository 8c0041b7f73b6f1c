import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

/** Who the database runs as: nobody else than us (`{}`), or, when we are root, an unprivileged account. */
export interface SystemAccount {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, and rightly so. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The account that is to run the database on a data folder. As root: the owner of the data if there is some already, else
 * `JALON_DATABASE_ACCOUNT`, else `postgres`, which is made if it is missing and useradd allows it, else `nobody`.
 */
export function databaseAccount(dataDirectory: string): SystemAccount {
  if (!isRoot()) return {};
  return (
    ownerOf(dataDirectory) ??
    named(process.env['JALON_DATABASE_ACCOUNT']) ??
    named('postgres') ??
    created() ??
    named('nobody') ??
    {}
  );
}

/** True when the account may walk down to the path. */
export function canReach(account: SystemAccount, target: string): boolean {
  if (account.uid === undefined) return true;
  return succeeds('/bin/sh', ['-c', 'cd -- "$1"', 'sh', target], account);
}

/** True when the account may run the program. */
export function canRun(account: SystemAccount, program: string): boolean {
  return succeeds(program, ['-V'], account);
}

function succeeds(program: string, args: readonly string[], account: SystemAccount): boolean {
  try {
    execFileSync(program, args, { ...account, cwd: path.parse(program).root, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function ownerOf(directory: string): SystemAccount | undefined {
  try {
    const { uid, gid } = statSync(directory);
    return uid === 0 ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}

function named(name: string | undefined): SystemAccount | undefined {
  if (!name) return undefined;
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function created(): SystemAccount | undefined {
  const account = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  try {
    execFileSync('useradd', [...account, '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return named('postgres');
}
