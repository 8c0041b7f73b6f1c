import { readFileSync } from 'node:fs';

/** What a process has used of a processor so far, in milliseconds; the kernel counts in hundredths of a second. */
export function processorMs(pid: number): number {
  const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = (fields[0] ?? '').split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}
