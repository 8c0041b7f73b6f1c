import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { addMilliseconds, Clock, hashSecret, newCode, newId, newSecret } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { SignOffLinkRow } from './sign-off-link.row.js';

/** Wrong codes after which a link is dead. */
const WRONG_CODES_ALLOWED = 5;

/** Milliseconds after which no attempt at sending a mail can still be alive: ten times the longest one. */
const ATTEMPT_OVER = 15 * 60_000;

/** Whom a link lets sign, and what. */
export interface LinkHolder {
  readonly recordId: string;
  readonly version: number;
  readonly signatoryId: string;
  readonly personId: string;
}

/** A link just made. Secret and code go into the mail, and are never stored. */
export interface IssuedSignOffLink {
  readonly id: string;
  readonly secret: string;
  readonly code: string;
}

/** The links by which people sign. */
@Injectable()
export class SignOffLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the link of one attempt at one mail. Two attempts may overlap, and only the mail server knows whose text left: each
   * has a link of its own, and those of attempts long over, which nobody received, are removed.
   * @param mailKey of a mail that has certainly not left yet.
   */
  async issue(holder: LinkHolder, mailKey: string): Promise<IssuedSignOffLink> {
    const { recordId, version, signatoryId, personId } = holder;
    const link = { id: newId(), secret: newSecret(), code: newCode() };
    const now = this.clock.now();
    const tx = this.transactions.outside;
    await tx.query('delete from sign_off_links where mail_key = $1 and created_at < $2', [
      mailKey,
      addMilliseconds(now, -ATTEMPT_OVER),
    ]);
    await tx.getRepository(SignOffLinkRow).insert({
      id: link.id,
      recordId,
      version,
      signatoryId,
      personId,
      secretHash: hashSecret(link.secret),
      codeHash: codeHashOf(link.secret, link.code),
      mailKey,
      createdAt: now,
      wrongCodes: 0,
      deadReason: null,
    });
    return link;
  }

  async find(secret: string): Promise<SignOffLinkRow | undefined> {
    const rows = this.transactions.outside.getRepository(SignOffLinkRow);
    return (await rows.findOneBy({ secretHash: hashSecret(secret) })) ?? undefined;
  }

  /** The link, held until the end of the transaction: codes are tried one after the other. */
  async hold(secret: string, tx: Tx): Promise<SignOffLinkRow | undefined> {
    const row = await tx
      .getRepository(SignOffLinkRow)
      .findOne({ where: { secretHash: hashSecret(secret) }, lock: { mode: 'pessimistic_write' } });
    return row ?? undefined;
  }

  /** Counts a wrong code of a link that is held. @returns how many tries remain; at 0 the link is dead. */
  async countWrongCode({ id, wrongCodes }: SignOffLinkRow, tx: Tx): Promise<number> {
    const left = Math.max(0, WRONG_CODES_ALLOWED - wrongCodes - 1);
    await tx
      .getRepository(SignOffLinkRow)
      .update(id, { wrongCodes: wrongCodes + 1, ...(left === 0 ? { deadReason: 'too-many-codes' as const } : {}) });
    return left;
  }

  /** Ends the links that a mail sent again replaces: all the signatory's but those of that mail. */
  async endReplaced(recordId: string, signatoryId: string, mailKey: string): Promise<void> {
    await this.transactions.outside.query(
      `update sign_off_links set dead_reason = 'resent'
        where record_id = $1 and signatory_id = $2 and mail_key <> $3 and dead_reason is null`,
      [recordId, signatoryId, mailKey],
    );
  }
}

function codeHashOf(secret: string, code: string): string {
  return hashSecret(`${secret}:${code}`);
}

/** Compares in constant time. */
export function isCode(link: Pick<SignOffLinkRow, 'codeHash'>, secret: string, code: string): boolean {
  return timingSafeEqual(Buffer.from(link.codeHash, 'hex'), Buffer.from(codeHashOf(secret, code), 'hex'));
}
