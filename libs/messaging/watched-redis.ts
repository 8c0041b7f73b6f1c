import { Redis, type RedisOptions } from 'ioredis';

/** Milliseconds without a byte after which a connection is taken for dead: workers ask for jobs and stalled ones more often. */
const SILENCE = 30_000;

/** A Redis that notices when its connection was cut off half-way, and opens another; its duplicates do too. */
export class WatchedRedis extends Redis {
  constructor(url: string, options: RedisOptions) {
    super(url, options);
    watch(this);
  }

  override duplicate(override?: Partial<RedisOptions>): Redis {
    const duplicate = super.duplicate(override);
    watch(duplicate);
    return duplicate;
  }
}

function watch(redis: Redis): void {
  redis.on('connect', () => {
    const { stream } = redis;
    stream.setTimeout(SILENCE, () => stream.destroy(new Error('the connection to Redis fell silent')));
  });
}

/** Says once that a connection is lost, however often it cannot be had again, and once that it is back. */
export function tellLosses(redis: Redis, onTrouble: (message: string) => void): void {
  let lost = false;
  redis.on('reconnecting', () => {
    if (!lost) onTrouble('Redis is lost: what is owed waits for it');
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) onTrouble('Redis is back');
    lost = false;
  });
}
