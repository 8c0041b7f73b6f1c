import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';

import { DomainError, hashSecret } from '#libs/kernel/index.js';

/** What is limited: how many times in how many seconds. */
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

/** Limits that hold over every api process, counted in the database; keys are stored hashed. */
@Injectable()
export class RateLimits {
  readonly #limiters: ReadonlyMap<Limit, RateLimiterPostgres>;

  constructor(dataSource: DataSource) {
    this.#limiters = new Map(
      Object.entries(LIMITS).map(([name, limit]) => [
        name as Limit,
        new RateLimiterPostgres({
          storeClient: dataSource,
          storeType: 'typeorm',
          tableName: 'rate_limits',
          tableCreated: true,
          keyPrefix: name,
          clearExpiredByTimeout: false,
          ...limit,
        }),
      ]),
    );
  }

  /** Counts one. @throws TooManyRequests when it is one too many. */
  async count(limit: Limit, key: string): Promise<void> {
    try {
      await this.#limiters.get(limit)?.consume(hashSecret(key));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooManyRequests(refusal.msBeforeNext / 1000);
      throw refusal;
    }
  }

  /** Counts nothing. @throws TooManyRequests when one more would be too many. */
  async ensureLeft(limit: Limit, key: string): Promise<void> {
    const limiter = this.#limiters.get(limit);
    const counted = await limiter?.get(hashSecret(key));
    if (limiter && counted && counted.consumedPoints >= limiter.points)
      throw new TooManyRequests(counted.msBeforeNext / 1000);
  }
}
