import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A name for a living process that no later process can bear: a pid is reused, a pid with its start time is not.
 * Undefined when no such process lives (a dead one nobody has reaped counts as dead).
 */
export function processIdentity(pid: number): string | undefined {
  if (process.platform !== 'linux') return fromPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program stands in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startTicks = fields[19];
    if (state === 'Z' || state === 'X' || !startTicks) return undefined;
    return `${bootId()}/${pid}/${startTicks}`;
  } catch {
    return undefined;
  }
}

/** The command line of a living process, words separated by spaces; undefined when it is gone or hidden from us. */
export function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
    }
    return ps(pid, 'command=') || undefined;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return 'boot';
  }
}

function fromPs(pid: number): string | undefined {
  try {
    const started = ps(pid, 'lstart=');
    return started ? `${pid}/${started}` : undefined;
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string {
  const env = { ...process.env, LC_ALL: 'C' };
  return execFileSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
  }).trim();
}
