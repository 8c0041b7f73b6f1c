// What a process and those it started use, as Linux tells it in /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK = 10;

/** Its own pid and those of all its descendants. */
function treeOf(root) {
  const children = new Map();
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)) {
    const parent = Number(fieldsOf(pid)?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** Milliseconds of processor that the tree has used so far; what ended meanwhile is counted with its parent. */
export function processorOf(root) {
  return treeOf(root).reduce((sum, pid) => {
    const fields = fieldsOf(pid) ?? [];
    return sum + [11, 12, 13, 14].reduce((ticks, at) => ticks + Number(fields[at] ?? 0), 0) * TICK;
  }, 0);
}

/** Megabytes, memory shared among several counted once: of the process itself, and of all that it started. */
export function memoryOf(root) {
  const [own, ...others] = treeOf(root).map(proportionalMegabytes);
  return { own, others: others.reduce((sum, one) => sum + one, 0) };
}

/** Of /proc/<pid>/stat, what follows the name; undefined when the process is gone. */
function fieldsOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function proportionalMegabytes(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
