import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { newSecret } from '#libs/kernel/index.js';

import { dataDirectory, type DataDirectory } from './data-directory.js';
import { DataDirectoryInUse, DataDirectoryUnusable } from './embedded.errors.js';
import { processIdentity } from './process-identity.js';

/** A `server` stays and lends its database to commands; a `command` keeps the database for its own short life. */
export type InstancePurpose = 'server' | 'command';

/** The Jalon that lives on a data directory. */
export interface RunningInstance {
  readonly pid: number;
  readonly purpose: InstancePurpose;
  /** With the password; undefined while the database is coming up. */
  readonly databaseUrl?: string;
  /** Where its pages are, once they answer. */
  readonly address?: string;
}

interface InstanceRecord extends RunningInstance {
  readonly identity: string;
}

/** The Jalon that lives on this home, if one does. Undefined too when its file is not ours to read. */
export function runningInstance(home: string): RunningInstance | undefined {
  return readLiving(dataDirectory(home).instanceFile);
}

/** Tells commands where the pages of this process are. Does nothing unless this process owns the home. */
export function announceAddress(home: string, address: string): void {
  const directory = dataDirectory(home);
  const record = readLiving(directory.instanceFile);
  if (record?.pid === process.pid) write(directory, { ...record, address });
}

/**
 * Takes the home for this process. The file is the lock: it appears whole, in one step, and names a living process by its
 * pid and start time, so that a file left by a killed owner is never mistaken for a living one.
 * @throws DataDirectoryInUse, DataDirectoryUnusable
 */
export function claimHome(directory: DataDirectory, purpose: InstancePurpose): void {
  const own = ownRecord(purpose);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const staged = stage(directory, own);
    try {
      linkSync(staged, directory.instanceFile);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw DataDirectoryUnusable.because(directory.home, error);
    } finally {
      rmSync(staged, { force: true });
    }
    const owner = readLiving(directory.instanceFile);
    if (owner) throw new DataDirectoryInUse(directory.home, owner);
    removeStale(directory);
  }
  throw new DataDirectoryUnusable(directory.home, 'plusieurs démarrages simultanés se le disputent.');
}

/** Publishes the database's address to commands. */
export function publishDatabase(directory: DataDirectory, purpose: InstancePurpose, databaseUrl: string): void {
  write(directory, { ...ownRecord(purpose), databaseUrl });
}

/** Gives the home back. Does nothing when it is no longer ours. */
export function releaseHome(directory: DataDirectory): void {
  if (read(directory.instanceFile)?.identity === processIdentity(process.pid))
    rmSync(directory.instanceFile, { force: true });
}

function ownRecord(purpose: InstancePurpose): InstanceRecord {
  return { pid: process.pid, identity: processIdentity(process.pid) ?? String(process.pid), purpose };
}

/** Moves the dead owner's file aside; when a rival has meanwhile put its own there, it is put back. */
function removeStale(directory: DataDirectory): void {
  const aside = `${directory.instanceFile}.${newSecret()}`;
  try {
    renameSync(directory.instanceFile, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw DataDirectoryUnusable.because(directory.home, error);
  }
  if (readLiving(aside)) renameSync(aside, directory.instanceFile);
  else rmSync(aside, { force: true });
}

function readLiving(file: string): InstanceRecord | undefined {
  const record = read(file);
  return record && processIdentity(record.pid) === record.identity ? record : undefined;
}

function read(file: string): InstanceRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as InstanceRecord;
  } catch {
    return undefined;
  }
}

function write(directory: DataDirectory, record: InstanceRecord): void {
  renameSync(stage(directory, record), directory.instanceFile);
}

function stage(directory: DataDirectory, record: InstanceRecord): string {
  const file = `${directory.instanceFile}.${newSecret()}`;
  try {
    writeFileSync(file, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw DataDirectoryUnusable.because(directory.home, error);
  }
  return file;
}
