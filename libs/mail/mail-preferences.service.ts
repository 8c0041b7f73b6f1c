import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { HeldLetters } from './held-letters.repository.js';

/** Who wants one mail a morning rather than one a subject. Nothing can be turned off: only how it comes is chosen. */
@Injectable()
export class MailPreferences {
  constructor(
    private readonly transactions: Transactions,
    private readonly held: HeldLetters,
    private readonly clock: Clock,
  ) {}

  /** Those among some people who want the digest. */
  async digestReaders(personIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (personIds.length === 0) return new Set();
    const rows = await this.transactions.outside.query<{ person_id: string }[]>(
      'select person_id from mail_preferences where digest and person_id = any($1::uuid[])',
      [personIds],
    );
    return new Set(rows.map((row) => row.person_id));
  }

  async wantsDigest(personId: string): Promise<boolean> {
    return (await this.digestReaders([personId])).has(personId);
  }

  /** Saying the same again changes nothing. What waits for a morning that is no longer wanted leaves now. */
  async choose(personId: string, digest: boolean): Promise<void> {
    const now = this.clock.now();
    await this.transactions.outside.query(
      `insert into mail_preferences (person_id, digest, changed_at) values ($1, $2, $3)
       on conflict (person_id) do update set digest = excluded.digest, changed_at = excluded.changed_at
       where mail_preferences.digest <> excluded.digest`,
      [personId, digest, now],
    );
    if (!digest) await this.held.hasten(personId, now);
  }
}
