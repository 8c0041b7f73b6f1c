import type { StoredSnapshot } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { advance, type TimedEvent } from './advance.js';

/**
 * Where an event would lead a snapshot that is no case's: nothing is kept, told or done.
 * @throws EventRefused as a case would
 */
export function rehearse(process: ProcessName, snapshot: StoredSnapshot, event: TimedEvent): StoredSnapshot {
  return advance(processes[process], snapshot, event).snapshot;
}
