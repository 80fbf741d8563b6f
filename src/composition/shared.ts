import { once } from 'node:events';
import type { DependencyContainer } from 'tsyringe';
import type { Config } from '../../config/index.js';
import { AuditTrail } from '../application/kernel/audit-trail.js';
import { Cache } from '../application/kernel/cache.js';
import { Clock } from '../application/kernel/clock.js';
import { Idempotency } from '../application/kernel/idempotency.js';
import { Limiter } from '../application/kernel/limiter.js';
import { Dependency } from '../application/kernel/readiness.js';
import { RequestScope } from '../application/kernel/request-scope.js';
import { UnitOfWork } from '../application/kernel/unit-of-work.js';
import { AsyncRequestScope } from '../infrastructure/kernel/async-request-scope.js';
import { Database } from '../infrastructure/kernel/database.js';
import { MemoryLimiter } from '../infrastructure/kernel/memory-limiter.js';
import { MemoryStore } from '../infrastructure/kernel/memory-store.js';
import { MikroUnitOfWork } from '../infrastructure/kernel/mikro-unit-of-work.js';
import { PinoReport } from '../infrastructure/kernel/pino-report.js';
import { RedisLimiter } from '../infrastructure/kernel/redis-limiter.js';
import { connectRedis } from '../infrastructure/kernel/redis.js';
import { ResilientStore } from '../infrastructure/kernel/resilient-store.js';
import { SqlIdempotency } from '../infrastructure/kernel/sql-idempotency.js';
import { SystemClock } from '../infrastructure/kernel/system-clock.js';
import { TaggedCache } from '../infrastructure/kernel/tagged-cache.js';
import type { Feature } from './feature.js';
import { openDatabase } from './open-database.js';

/** So long the start waits for Redis. */
const redisPatienceMs = 1_000;

/** What all features share, and how to give it back. */
export interface Shared {
  readonly report: PinoReport;
  close(): Promise<void>;
}

/** Binds the kernel's ports. Redis is used where an address is configured, this process's memory else. */
export async function bindShared(
  container: DependencyContainer,
  config: Config,
  features: readonly Feature[],
): Promise<Shared> {
  const database = await openDatabase(config, 'requests');
  const closeStores = await bindStores(container, config.redisUrl);
  const report = new PinoReport(config.logLevel);
  container.registerInstance(Clock, new SystemClock());
  container.registerInstance(RequestScope, new AsyncRequestScope());
  container.registerInstance(Database, database);
  container.registerInstance(Dependency, database);
  bindWork(container, features);
  const close = async () => {
    closeStores();
    await database.close();
  };
  return { report, close };
}

async function bindStores(container: DependencyContainer, redisUrl: string | undefined): Promise<() => void> {
  if (redisUrl === undefined) {
    container.registerInstance(Cache, new TaggedCache(new MemoryStore()));
    container.registerInstance(Limiter, new MemoryLimiter());
    return () => undefined;
  }
  const redis = connectRedis(redisUrl);
  // The first requests shall share with the other processes already. One that is not there holds up no start.
  await once(redis, 'ready', { signal: AbortSignal.timeout(redisPatienceMs) }).catch(() => undefined);
  container.registerInstance(Cache, new TaggedCache(new ResilientStore(redis)));
  container.registerInstance(Limiter, new RedisLimiter(redis));
  return () => redis.disconnect();
}

/** Made when it is first asked for, so that overridden clocks and caches are the ones it gets. */
function bindWork(container: DependencyContainer, features: readonly Feature[]): void {
  const constraints = Object.assign(
    {},
    ...features.map((feature) => feature.constraints),
  ) as Feature['constraints'];
  let unit: MikroUnitOfWork | undefined;
  const theUnit = (c: DependencyContainer) =>
    (unit ??= new MikroUnitOfWork(
      c.resolve(Database),
      c.resolve(Cache),
      c.resolve(Clock),
      c.resolve(RequestScope),
      constraints,
    ));
  container.register(MikroUnitOfWork, { useFactory: theUnit });
  container.register(UnitOfWork, { useFactory: theUnit });
  container.register(AuditTrail, { useFactory: theUnit });
  container.register(Idempotency, {
    useFactory: (c) => new SqlIdempotency(theUnit(c), c.resolve(Clock)),
  });
}
