import type { Redis } from 'ioredis';

/**
 * Lets a connection go to the master that Sentinels have just made, as a former one that hangs, or lies on the other
 * side of a broken network, would keep its connections. Ends with the connection.
 *
 * ioredis can do so, too (`failoverDetector`), but prints every failed attempt to reach a Sentinel.
 */
export function followMaster(redis: Redis, name: string, sentinels: readonly Redis[]): void {
  for (const sentinel of sentinels) {
    sentinel.on('error', () => undefined);
    // It is asked for again on every new connection. Rejected when it is closed before it was ever made.
    sentinel.subscribe('+switch-master').catch(() => undefined);
    sentinel.on('message', (_channel, message) => {
      if (message.startsWith(`${name} `)) redis.disconnect(true);
    });
  }
  redis.once('end', () => {
    for (const sentinel of sentinels) sentinel.disconnect();
  });
}
