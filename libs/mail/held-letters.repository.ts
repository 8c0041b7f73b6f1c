import { Injectable } from '@nestjs/common';

import { addMilliseconds, type Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { HeldLetterRow } from './held-letter.row.js';

/** How long a letter that somebody is writing is left to them, in milliseconds; longer than a sending may last. */
const LEASE = 90_000;

/** Waits between attempts, in milliseconds; the last one repeats. */
const BACKOFF = [1_000, 5_000, 30_000, 120_000, 600_000] as const;

/** No letter waits as long, in milliseconds: one put off beyond was put off by a clock that has gone back since. */
const FURTHEST = 14 * 86_400_000;

export type HeldLetter = Readonly<Omit<HeldLetterRow, 'nextAt' | 'settledAt'>>;

type NewLetter = Pick<HeldLetter, 'key' | 'effectId' | 'personId' | 'caseId' | 'kind' | 'leavesAt'>;

/** Letters that wait. Each method is one guarded statement, committed at once. */
@Injectable()
export class HeldLetters {
  constructor(private readonly transactions: Transactions) {}

  /** Holds letters; one that is held already, or left, stays as it is. */
  async hold(letters: readonly NewLetter[], now: Instant): Promise<void> {
    if (letters.length === 0) return;
    await this.#rows
      .createQueryBuilder()
      .insert()
      .values(letters.map((letter) => ({ ...letter, createdAt: now, nextAt: letter.leavesAt })))
      .orIgnore()
      .execute();
  }

  /** Those for whom a letter is due, who have waited longest first. */
  async awaiting(now: Instant, limit: number): Promise<readonly string[]> {
    const rows = await this.transactions.outside.query<{ person_id: string }[]>(
      `select person_id from held_letters where settled_at is null and carrier is null and (next_at <= $1 or next_at > $2)
        group by person_id order by min(next_at), person_id limit $3`,
      [now, addMilliseconds(now, FURTHEST), limit],
    );
    return rows.map((row) => row.person_id);
  }

  /** The letters to one person that leave by `until`, left to whoever asks for a while. */
  async take(personId: string, now: Instant, until: Instant): Promise<readonly HeldLetter[]> {
    const taken = await this.transactions.outside.query<[{ key: string }[], number]>(
      `update held_letters set next_at = $3 where key in (
         select key from held_letters
          where person_id = $1 and settled_at is null and carrier is null and (leaves_at <= $2 or leaves_at > $4)
          order by key for update)
       returning key`,
      [personId, until, addMilliseconds(now, LEASE), addMilliseconds(now, FURTHEST)],
    );
    return this.#byKeys(taken[0].map(({ key }) => key));
  }

  /** Puts letters into a mail, each into one mail at most. @returns the keys of those that are in it. */
  async carry(keys: readonly string[], carrier: string): Promise<ReadonlySet<string>> {
    const [rows] = await this.transactions.outside.query<[{ key: string }[], number]>(
      `update held_letters set carrier = $2 where key in (
         select key from held_letters where key = any($1) and carrier is null and settled_at is null order by key for update)
       returning key`,
      [keys, carrier],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** Mails that were not heard of since their letters were put into them; left to whoever asks for a while. */
  async unsettled(now: Instant, limit: number): Promise<readonly string[]> {
    const [rows] = await this.transactions.outside.query<[{ carrier: string }[], number]>(
      `update held_letters set next_at = $2 where key in (
         select key from held_letters where settled_at is null and carrier is not null and (next_at <= $1 or next_at > $3)
          order by next_at, key limit $4 for update skip locked)
       returning carrier`,
      [now, addMilliseconds(now, LEASE), addMilliseconds(now, FURTHEST), limit],
    );
    return [...new Set(rows.map(({ carrier }) => carrier))];
  }

  /** What a mail carries and is not settled. */
  async inside(carrier: string): Promise<readonly HeldLetter[]> {
    return this.#ordered({ carrier });
  }

  /** There was nothing left to say. A letter that is in a mail by now is that mail's affair. */
  async drop(keys: readonly string[], carrier: string | null, now: Instant): Promise<void> {
    await this.transactions.outside.query(
      `update held_letters set settled_at = $3, carrier = null
        where key = any($1) and settled_at is null and carrier is not distinct from $2`,
      [keys, carrier, now],
    );
  }

  /** The mail has left, or never will. */
  async settle(carrier: string, now: Instant): Promise<void> {
    await this.transactions.outside.query(
      'update held_letters set settled_at = $2 where carrier = $1 and settled_at is null',
      [carrier, now],
    );
  }

  async putOff(letters: readonly HeldLetter[], now: Instant): Promise<void> {
    for (const { key, attempts } of letters)
      await this.transactions.outside.query(
        'update held_letters set attempts = attempts + 1, next_at = $2 where key = $1 and settled_at is null',
        [key, addMilliseconds(now, BACKOFF[Math.min(attempts, BACKOFF.length - 1)] ?? BACKOFF[0])],
      );
  }

  /** Takes back what was left to somebody: only for a start at which no other process can be sending. */
  async takeBack(now: Instant): Promise<void> {
    await this.transactions.outside.query(
      `update held_letters set next_at = greatest(leaves_at, $1)
        where settled_at is null and next_at > greatest(leaves_at, $1)`,
      [now],
    );
  }

  /** Somebody wants their letters one by one from now on: those that wait for a morning wait no longer. */
  async hasten(personId: string, now: Instant): Promise<void> {
    await this.transactions.outside.query(
      `update held_letters set leaves_at = $2, next_at = $2
        where person_id = $1 and settled_at is null and carrier is null and next_at > $2`,
      [personId, now],
    );
  }

  /** How many wait for their time, or for a server that takes them. */
  async count(): Promise<number> {
    return this.#rows.createQueryBuilder('held').where('held.settledAt is null').getCount();
  }

  get #rows() {
    return this.transactions.outside.getRepository(HeldLetterRow);
  }

  async #byKeys(keys: readonly string[]): Promise<readonly HeldLetter[]> {
    return keys.length === 0 ? [] : this.#ordered({ keys });
  }

  async #ordered({ keys, carrier }: { keys?: readonly string[]; carrier?: string }): Promise<readonly HeldLetter[]> {
    const query = this.#rows.createQueryBuilder('held').where('held.settledAt is null');
    if (keys) query.andWhere('held.key in (:...keys)', { keys });
    if (carrier !== undefined) query.andWhere('held.carrier = :carrier', { carrier });
    return query.orderBy('held.createdAt').addOrderBy('held.key').getMany();
  }
}
