import { canonicalJson, type Instant } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';

import { advance, initialSnapshot } from './advance.js';
import type { StoredCase } from './case.js';
import { eventHash, GENESIS } from './event-hash.js';

/** What is wrong with the log of one case; an empty list is what one wants. */
export interface ReplayFault {
  readonly caseId: string;
  readonly revision: number;
  readonly fault: 'broken-chain' | 'missing-entry' | 'refused-event' | 'different-snapshot';
}

interface LogEntry {
  revision: number;
  type: string;
  payload: Record<string, unknown>;
  actor: string;
  at: Date;
  previous_hash: string;
  hash: string;
}

/**
 * Replays the log of a case through its machine and checks the hash chain: the stored snapshot must come out.
 * A case taken from an older version of its process is only checked for its chain.
 */
export async function replayCase(tx: Tx, stored: StoredCase): Promise<readonly ReplayFault[]> {
  const entries = await tx.query<LogEntry[]>(
    'select revision, type, payload, actor, at, previous_hash, hash from case_events where case_id = $1 order by revision',
    [stored.id],
  );
  const definition: ProcessDefinition = processes[stored.process];
  const faults: ReplayFault[] = [];
  const report = (revision: number, fault: ReplayFault['fault']) => faults.push({ caseId: stored.id, revision, fault });
  let snapshot = initialSnapshot(definition, stored.subjectId);
  let previous = GENESIS;
  for (const [index, entry] of entries.entries()) {
    const at: Instant = entry.at.toISOString();
    const { revision, type, payload, actor } = entry;
    if (revision !== index + 1) report(index + 1, 'missing-entry');
    const hash = eventHash(previous, { caseId: stored.id, revision, type, payload, actor, at });
    if (entry.previous_hash !== previous || entry.hash !== hash) report(revision, 'broken-chain');
    previous = entry.hash;
    try {
      snapshot = advance(definition, snapshot, { ...payload, type, at }).snapshot;
    } catch {
      report(revision, 'refused-event');
      return faults;
    }
  }
  if (entries.length !== stored.revision || previous !== stored.headHash) report(stored.revision, 'missing-entry');
  if (stored.version === definition.version && canonicalJson(snapshot) !== canonicalJson(stored.snapshot))
    report(stored.revision, 'different-snapshot');
  return faults;
}
