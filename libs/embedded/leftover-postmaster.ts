import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DatabaseStartFailed } from './embedded.errors.js';
import { commandLine, processIdentity } from './process-identity.js';

const POLL_MS = 50;

/** The process id of the database server on a cluster, by its own account; undefined when it has none. */
export function postmasterPid(cluster: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Clears what a killed owner left on the cluster: PostgreSQL refuses to start while postmaster.pid names a living process.
 * A server of ours that is still stopping gets time to, then is told to stop, as no living Jalon owns it; a file whose pid
 * was given to another program is removed. The caller must hold the home.
 * @throws DatabaseStartFailed when the old server does not end.
 */
export async function clearLeftover(cluster: string, patience = { own: 5_000, told: 10_000 }): Promise<void> {
  const pid = postmasterPid(cluster);
  if (pid === undefined || !processIdentity(pid)) return;
  if (!serves(pid, cluster)) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  if (await ended(pid, cluster, patience.own)) return;
  tell(pid, 'SIGINT');
  if (await ended(pid, cluster, patience.told)) return;
  throw new DatabaseStartFailed(`l’ancien serveur (processus ${pid}) ne s’arrête pas.`);
}

function serves(pid: number, cluster: string): boolean {
  const command = commandLine(pid);
  return command !== undefined && command.includes('postgres') && command.includes(cluster);
}

async function ended(pid: number, cluster: string, patienceMs: number): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += POLL_MS) {
    if (!serves(pid, cluster)) return true;
    await sleep(POLL_MS);
  }
  return !serves(pid, cluster);
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
