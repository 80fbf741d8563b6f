import type { Redis } from 'ioredis';

/**
 * Moves a connection to the master that Sentinels have just promoted. Without this, a former master that hangs, or is
 * cut off by the network, would keep its connections. Ends with the connection.
 *
 * ioredis has `failoverDetector` for that, but it prints every failed attempt to reach a Sentinel.
 */
export function followMaster(redis: Redis, name: string, sentinels: readonly Redis[]): void {
  for (const sentinel of sentinels) {
    sentinel.on('error', () => undefined);
    // ioredis subscribes again on every new connection. The promise rejects if the connection closes before it was
    // made.
    sentinel.subscribe('+switch-master').catch(() => undefined);
    sentinel.on('message', (_channel, message) => {
      if (message.startsWith(`${name} `)) redis.disconnect(true);
    });
  }
  redis.once('end', () => {
    for (const sentinel of sentinels) sentinel.disconnect();
  });
}
