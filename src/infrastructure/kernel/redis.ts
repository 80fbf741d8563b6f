import { Redis } from 'ioredis';

/**
 * A connection to the Redis at `url` (`redis:` or, with TLS, `rediss:`; with TLS also when `ca` is given: certificates
 * in PEM form, and only the servers that they vouch for are believed), which it begins to make at once, in
 * the background, and makes again for as long as it takes; a Redis that is not there fails no start.
 * A command is rejected at once while there is no connection, and after a second without an answer; requests
 * wait less, see {@link RedisBreaker}. `disconnect()` closes it at once, for good, even when Redis hangs.
 */
export function connectRedis(url: string, ca?: string): Redis {
  const redis = new Redis(url, {
    keyPrefix: 'shelflife:',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1000,
    connectTimeout: 1000,
    disconnectTimeout: 100,
    ...(ca !== undefined && { tls: { ca } }),
    retryStrategy: (attempt) => Math.min(attempt * 50, 1000),
  });
  // Without a listener ioredis prints every failed attempt. Each command that suffers from it is rejected.
  redis.on('error', () => undefined);
  return redis;
}
