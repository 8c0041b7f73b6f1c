import { Injectable } from '@nestjs/common';

import { Clock, DomainError, hashSecret } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

/** What is limited: how many times in how many seconds, from the first one on. */
const LIMITS = {
  /** Login mails to one address. */
  'login-mail': { points: 5, duration: 900 },
  /** Login mails asked for from one network address. */
  'login-ask': { points: 30, duration: 900 },
  /** Codes tried from one network address. */
  'code-try': { points: 30, duration: 900 },
  /** Wrong sign-off codes from one network address: whole ministries share one, and right codes are not counted. */
  'sign-off-code': { points: 30, duration: 900 },
  /** Fresh sign-off links that one signatory asks for. */
  'sign-off-mail': { points: 3, duration: 900 },
  /** People whom one member of a committee sends in their stead, each of whom we write to. */
  representative: { points: 5, duration: 3_600 },
  /** Files and fingerprints verified from one network address: whole ministries share one. */
  verify: { points: 60, duration: 900 },
  /** Readings of one calendar address: calendars come back every few minutes at most. */
  'calendar-feed': { points: 120, duration: 3_600 },
  /** Calendar addresses that do not exist, from one network address: many calendars keep on reading what was revoked. */
  'calendar-feed-unknown': { points: 300, duration: 3_600 },
} as const;

export type Limit = keyof typeof LIMITS;

export class TooManyRequests extends DomainError {
  readonly code = 'TOO_MANY_REQUESTS';
  override readonly status = 429;

  constructor(seconds: number) {
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    super(`Trop de demandes. Réessayez dans ${minutes} ${minutes > 1 ? 'minutes' : 'minute'}.`, { seconds });
  }
}

/** A count, and when it ends (milliseconds since the epoch). */
interface Counted {
  readonly points: number;
  readonly expire: string;
}

/**
 * A count is over once its time has come, and also when it ends later than any may that begins now: it was then begun by a
 * clock that was ahead, and would shut people out for as long as that was.
 */
const LASTS = 'r.expire > $2::bigint and r.expire <= $2::bigint + $3::bigint';

/** Limits that hold over every api process, counted in the database; keys are stored hashed. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Counts one. @throws TooManyRequests when it is one too many. */
  async count(limit: Limit, key: string): Promise<void> {
    const [counted] = await this.#query(
      `insert into rate_limits as r (key, points, expire) values ($1, 1, $2::bigint + $3::bigint)
       on conflict (key) do update set points = case when ${LASTS} then r.points + 1 else 1 end,
                                       expire = case when ${LASTS} then r.expire else excluded.expire end
       returning points, expire`,
      limit,
      key,
    );
    if (counted && counted.points > LIMITS[limit].points) throw this.#refusal(counted);
  }

  /** Counts nothing. @throws TooManyRequests when one more would be too many. */
  async ensureLeft(limit: Limit, key: string): Promise<void> {
    const [counted] = await this.#query(
      `select points, expire from rate_limits r where key = $1 and ${LASTS}`,
      limit,
      key,
    );
    if (counted && counted.points >= LIMITS[limit].points) throw this.#refusal(counted);
  }

  async #query(query: string, limit: Limit, key: string): Promise<readonly Counted[]> {
    const parameters = [`${limit}:${hashSecret(key)}`, this.clock.millis(), LIMITS[limit].duration * 1_000];
    return this.transactions.outside.query<Counted[]>(query, parameters);
  }

  #refusal({ expire }: Counted): TooManyRequests {
    return new TooManyRequests((Number(expire) - this.clock.millis()) / 1_000);
  }
}
