import { hash } from 'node:crypto';

import { canonicalJson, type Instant } from '#libs/kernel/index.js';

/** What an entry of the log says; its hash covers all of it and the entry before. */
export interface LoggedFacts {
  readonly caseId: string;
  readonly revision: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly at: Instant;
}

/** What precedes the first entry of a case. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the previous hash and the entry, hexadecimal. */
export function eventHash(previousHash: string, facts: LoggedFacts): string {
  return hash('sha256', `${previousHash}\n${canonicalJson(facts)}`, 'hex');
}
