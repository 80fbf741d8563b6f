import { connected } from '../../support/redis.js';

/** Notes all that a Redis holds. Returns a function that brings it back to that. */
export async function noteRedis(url: string): Promise<() => Promise<void>> {
  const redis = await connected(url);
  // ioredis adds the prefix of the connection to keys that are sent, and leaves it on keys that it returns.
  const { keyPrefix = '' } = redis.options;
  const keys = (await redis.keys('*')).map((key) => key.slice(keyPrefix.length));
  const noted = await Promise.all(keys.map(async (key) => ({ key, dump: await redis.dumpBuffer(key) })));
  redis.disconnect();
  return async () => {
    const again = await connected(url);
    await again.flushall();
    for (const { key, dump } of noted) if (dump) await again.restore(key, 0, dump);
    again.disconnect();
  };
}
