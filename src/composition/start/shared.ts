import { once } from 'node:events';
import { join } from 'node:path';
import type { DependencyContainer } from 'tsyringe';
import { describe, type Config, readRedisAddress } from '../../../config/index.js';
import { AccessTrail } from '../../application/kernel/storage/access-trail.js';
import { AuditTrail } from '../../application/kernel/storage/audit-trail.js';
import { Availability } from '../../application/kernel/process/availability.js';
import { Cache } from '../../application/kernel/request/cache.js';
import { Clock } from '../../application/kernel/clock.js';
import { Idempotency, KeptAnswers } from '../../application/kernel/storage/idempotency.js';
import { ProcessEvents, toNobody } from '../../application/kernel/process/process-events.js';
import { Limiter } from '../../application/kernel/request/limiter.js';
import { EffectiveSettings } from '../../application/kernel/operations/effective-settings.js';
import { JobRuns } from '../../application/kernel/operations/job-runs.js';
import { LifecycleCounts, noLifecycles } from '../../application/kernel/operations/lifecycle-counts.js';
import { LocalTime } from '../../application/kernel/local-time.js';
import { Mail } from '../../application/kernel/mail.js';
import { Deliveries, Outbox } from '../../application/kernel/storage/outbox.js';
import { Dependency } from '../../application/kernel/process/readiness.js';
import { LifecycleStates, nothingDecided } from '../../application/kernel/request/lifecycle-states.js';
import { primaryOnly, ReadRouting } from '../../application/kernel/request/read-routing.js';
import { RequestObserver, unobserved } from '../../application/kernel/request/request-observer.js';
import { RequestScope } from '../../application/kernel/request/request-scope.js';
import { KeptMonths, TrailMonths } from '../../application/kernel/trail/trail-months.js';
import { UnitOfWork } from '../../application/kernel/storage/unit-of-work.js';
import { Workload } from '../../application/kernel/request/workload.js';
import { AsyncRequestScope } from '../../infrastructure/kernel/runtime/async-request-scope.js';
import { Database } from '../../infrastructure/kernel/postgres/database.js';
import { FileMail } from '../../infrastructure/kernel/mail/file-mail.js';
import { LuxonLocalTime } from '../../infrastructure/kernel/runtime/luxon-local-time.js';
import { MemoryLimiter } from '../../infrastructure/kernel/rate-limit/memory-limiter.js';
import { RunningInstances } from '../../infrastructure/kernel/rate-limit/running-instances.js';
import { SqlJobRuns } from '../../infrastructure/kernel/operations/sql-job-runs.js';
import { MemoryStore } from '../../infrastructure/kernel/cache/memory-store.js';
import {
  noSharedPositions,
  ReadYourWrites,
  type WritePositions,
} from '../../infrastructure/kernel/replica/read-your-writes.js';
import { PrimaryOnlyCache } from '../../infrastructure/kernel/replica/primary-only-cache.js';
import { ReplicaRouting } from '../../infrastructure/kernel/replica/replica-routing.js';
import { SqlUnitOfWork } from '../../infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { SmtpMail } from '../../infrastructure/kernel/mail/smtp-mail.js';
import { SqlAccessTrail } from '../../infrastructure/kernel/unit-of-work/sql-access-trail.js';
import { SqlIdempotency } from '../../infrastructure/kernel/unit-of-work/sql-idempotency.js';
import { SqlOutbox } from '../../infrastructure/kernel/unit-of-work/sql-outbox.js';
import { SystemClock } from '../../infrastructure/kernel/runtime/system-clock.js';
import { SqlTrailMonths } from '../../infrastructure/kernel/trail/sql-trail-months.js';
import { TaggedCache } from '../../infrastructure/kernel/cache/tagged-cache.js';
import type { Feature } from '../features/feature.js';
import { observe, type Observed, type Observing } from './observing.js';
import { warnWithoutRedis } from './warn-without-redis.js';
import { openDatabase } from '../database/open-database.js';

/** How long the start waits for Redis. */
const redisPatienceMs = 1_000;

/** The bindings that all features share, and a function that releases them. */
export interface Shared extends Pick<Observing, 'report' | 'metrics'> {
  /** From now on this process counts as an instance. Returns a function that ends that. */
  joinInstances(): () => void;
  close(): Promise<void>;
}

/** Binds the kernel's ports. Uses Redis if an address is configured, and this process's memory otherwise. */
export async function bindShared(
  container: DependencyContainer,
  config: Config,
  purpose: 'requests' | 'jobs',
  features: readonly Feature[],
): Promise<Shared> {
  const database = await openDatabase(config, purpose);
  const redis = new Availability('redis', 'warn');
  const instances: RunningInstances = new RunningInstances(
    (statement) => {
      const unit = container.resolve(SqlUnitOfWork);
      return unit.run(() => unit.rows(statement));
    },
    warnWithoutRedis(config, () => report),
  );
  const stores = await bindStores(container, config, redis, instances);
  const { report, metrics, stop } = await observe(container, config, { database, ...stores });
  const replica = database.replica?.availability;
  for (const each of [database.availability, redis, replica]) each?.reportTo(report);
  container.registerInstance<ProcessEvents>(ProcessEvents, report);
  container.registerInstance(Clock, new SystemClock());
  container.registerInstance(RequestScope, new AsyncRequestScope());
  container.registerInstance(RequestObserver, unobserved);
  container.registerInstance(LocalTime, new LuxonLocalTime(config.libraryTimeZone));
  bindOperations(container, config);
  const closeMail = bindMail(container, config);
  container.registerInstance(Database, database);
  container.registerInstance(Dependency, database);
  container.registerInstance(Workload, database.deadline);
  const readYourWrites = bindReads(container, database, stores.writePositions);
  bindWork(container, features, readYourWrites);
  const close = async () => {
    for (const each of [redis, replica]) each?.reportTo(toNobody);
    stores.close();
    closeMail();
    await database.close();
    await stop();
  };
  return { report, metrics, joinInstances: () => instances.begin(), close };
}

interface Stores extends Pick<Observed, 'redisUses'> {
  /** `whenLost` is called when stored positions may be lost. */
  readonly writePositions: (whenLost: () => void) => WritePositions;
  close(): void;
}

async function bindStores(
  container: DependencyContainer,
  { redisUrl, redisCa }: Config,
  availability: Availability,
  instances: RunningInstances,
): Promise<Stores> {
  if (redisUrl === undefined) {
    container.registerInstance(Cache, new TaggedCache(new MemoryStore()));
    container.registerInstance(Limiter, new MemoryLimiter(instances));
    return { redisUses: {}, writePositions: () => noSharedPositions, close: () => undefined };
  }
  const { connectRedis, RedisWritePositions, RedisLimiter, ResilientStore } =
    await import('../../infrastructure/kernel/redis/sharing.js');
  const redis = connectRedis(readRedisAddress(redisUrl), redisCa);
  // So that the first requests already share state with other processes. A missing Redis does not delay the start
  // further.
  await once(redis, 'ready', { signal: AbortSignal.timeout(redisPatienceMs) }).catch(() => undefined);
  const store = new ResilientStore(redis, availability);
  const limiter = new RedisLimiter(redis, availability, instances);
  container.registerInstance(Cache, new TaggedCache(store));
  container.registerInstance(Limiter, limiter);
  const redisUses = { cache: () => store.usesRedis, limits: () => limiter.usesRedis };
  const writePositions = (whenLost: () => void) => new RedisWritePositions(redis, availability, whenLost);
  return { redisUses, writePositions, close: () => redis.disconnect() };
}

/** Without a replica no write positions are needed. */
function bindReads(
  container: DependencyContainer,
  { replica }: Database,
  writePositions: Stores['writePositions'],
): ReadYourWrites | undefined {
  if (!replica) {
    container.registerInstance<ReadRouting>(ReadRouting, primaryOnly);
    return undefined;
  }
  const readYourWrites: ReadYourWrites = new ReadYourWrites(
    writePositions(() => readYourWrites.distrustStore()),
  );
  container.registerInstance<ReadRouting>(ReadRouting, new ReplicaRouting(replica, readYourWrites));
  container.registerInstance<Cache>(Cache, new PrimaryOnlyCache(container.resolve<Cache>(Cache), replica));
  return readYourWrites;
}

/** What operators look at. */
function bindOperations(container: DependencyContainer, config: Config): void {
  container.registerInstance(LifecycleStates, nothingDecided);
  container.registerInstance(LifecycleCounts, noLifecycles);
  container.registerInstance<EffectiveSettings>(EffectiveSettings, describe(config));
  container.register(JobRuns, { useClass: SqlJobRuns });
  container.register(KeptMonths, { useFactory: () => config.auditMonths });
}

/** Connects only when there is mail to send. */
function bindMail(container: DependencyContainer, { smtpUrl, mailFrom, dataFolder }: Config): () => void {
  if (smtpUrl === undefined) {
    container.registerInstance(Mail, new FileMail(join(dataFolder, 'outbox'), mailFrom));
    return () => undefined;
  }
  const mail = new SmtpMail(smtpUrl, mailFrom);
  container.registerInstance(Mail, mail);
  return () => mail.close();
}

/** Created on first use, so that it gets overridden clocks and caches. */
function bindWork(
  container: DependencyContainer,
  features: readonly Feature[],
  readYourWrites: ReadYourWrites | undefined,
): void {
  const constraints = Object.assign(
    {},
    ...features.map((feature) => feature.constraints),
  ) as Feature['constraints'];
  let unit: SqlUnitOfWork | undefined;
  const theUnit = (c: DependencyContainer) =>
    (unit ??= new SqlUnitOfWork(
      c.resolve(Database),
      c.resolve(Cache),
      c.resolve(Clock),
      c.resolve(RequestScope),
      constraints,
      readYourWrites,
    ));
  container.register(SqlUnitOfWork, { useFactory: theUnit });
  container.register(UnitOfWork, { useFactory: theUnit });
  container.register(AuditTrail, { useFactory: theUnit });
  const theAccesses = (c: DependencyContainer) =>
    new SqlAccessTrail(c.resolve(Database), c.resolve(Clock), c.resolve(RequestScope));
  container.register(AccessTrail, { useFactory: theAccesses });
  const theMonths = (c: DependencyContainer) => new SqlTrailMonths(c.resolve(Database), c.resolve(Clock));
  container.register(TrailMonths, { useFactory: theMonths });
  const theAnswers = (c: DependencyContainer) =>
    new SqlIdempotency(theUnit(c), c.resolve(Database), c.resolve(Clock));
  container.register(Idempotency, { useFactory: theAnswers });
  container.register(KeptAnswers, { useFactory: theAnswers });
  const theOutbox = (c: DependencyContainer) => new SqlOutbox(theUnit(c), c.resolve(Clock));
  container.register(Outbox, { useFactory: theOutbox });
  container.register(Deliveries, { useFactory: theOutbox });
}
