import { Injectable } from '@nestjs/common';

import { addMilliseconds, Clock, hashSecret, newId, newSecret } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { SessionRow } from './session.row.js';

/** A working day and its evening, in milliseconds. */
export const SESSION_LIFETIME = 12 * 3_600_000;

export interface Session {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
}

/** Browsers that people are logged in from. */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Opens a session and returns the secret for its cookie. */
  async open(personId: string): Promise<string> {
    const secret = newSecret();
    const now = this.clock.now();
    await this.transactions.outside.getRepository(SessionRow).insert({
      id: newId(),
      personId,
      secretHash: hashSecret(secret),
      createdAt: now,
      expiresAt: addMilliseconds(now, SESSION_LIFETIME),
    });
    return secret;
  }

  async find(secret: string): Promise<Session | undefined> {
    const [row] = await this.transactions.outside.query<
      { id: string; person_id: string; name: string; email: string }[]
    >(
      `select s.id, s.person_id, p.name, p.email from sessions s join people p on p.id = s.person_id
        where s.secret_hash = $1 and s.expires_at > $2`,
      [hashSecret(secret), this.clock.now()],
    );
    return row && { id: row.id, person: { id: row.person_id, name: row.name, email: row.email } };
  }

  async close(sessionId: string): Promise<void> {
    await this.transactions.outside.getRepository(SessionRow).delete({ id: sessionId });
  }
}
