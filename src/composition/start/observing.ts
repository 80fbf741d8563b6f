import type { DependencyContainer } from 'tsyringe';
import type { Config } from '../../../config/index.js';
import { Cache } from '../../application/kernel/request/cache.js';
import { Limiter } from '../../application/kernel/request/limiter.js';
import type { Report } from '../../application/kernel/process/report.js';
import type { Database } from '../../infrastructure/kernel/postgres/database.js';
import { CountedCache } from '../../infrastructure/kernel/observability/counted-cache.js';
import { CountedLimiter } from '../../infrastructure/kernel/observability/counted-limiter.js';
import type { Metrics } from '../../infrastructure/kernel/observability/metrics.js';
import { PinoReport } from '../../infrastructure/kernel/logging/pino-report.js';
import { listenForScrapes } from '../../interface/kernel/app/metrics-server.js';
import { httpSettings } from './http-settings.js';

/** The observability of a process. */
export interface Observing {
  readonly report: Report;
  /** Undefined when metrics are not configured. */
  readonly metrics: Metrics | undefined;
  readonly stop: () => Promise<void>;
}

/** The sources of metrics: the pool, and for each use of Redis whether Redis is used now; empty without Redis. */
export interface Observed {
  readonly database: Database;
  readonly redisUses: Readonly<Record<string, () => boolean>>;
}

/** Logs always; metrics and traces only if configured. Unused modules are not loaded. */
export async function observe(
  container: DependencyContainer,
  config: Config,
  observed: Observed,
): Promise<Observing> {
  const [secret] = config.jwtSecrets;
  const log = new PinoReport(config.logLevel, { instance: instanceName(config), secret });
  const stop = await tracing(config);
  const metrics = config.metricsPort === undefined ? undefined : await count(container, observed);
  return { report: metrics ? both(log, metrics) : log, metrics, stop };
}

/** For example `web/0`; undefined when the platform gives no name. */
function instanceName({ instance: { process, index } }: Config): string | undefined {
  return index === undefined ? undefined : [process, index].filter((part) => part !== undefined).join('/');
}

async function tracing(config: Config): Promise<() => Promise<void>> {
  const { otlpEndpoint: endpoint } = config;
  if (endpoint === undefined) return () => Promise.resolve();
  const { startTracing } = await import('../../infrastructure/kernel/observability/tracing.js');
  return startTracing({ endpoint, release: httpSettings(config).release, instance: instanceName(config) });
}

async function count(container: DependencyContainer, { database, redisUses }: Observed): Promise<Metrics> {
  const module = await import('../../infrastructure/kernel/observability/metrics.js');
  const metrics = new module.Metrics();
  metrics.watchPool(() => database.poolState());
  metrics.watchStores(redisUses);
  const { replica } = database;
  if (replica) {
    metrics.watchReads(() => replica.answered);
    metrics.watchReplica(() => replica.availability.isUp);
  }
  const cache = new CountedCache(container.resolve(Cache), (result) => metrics.cacheReads.inc({ result }));
  container.registerInstance(Cache, cache);
  const refused = (policy: string) => metrics.limitsRefused.inc({ policy });
  container.registerInstance(Limiter, new CountedLimiter(container.resolve(Limiter), refused));
  return metrics;
}

function both(log: Report, metrics: Metrics): Report {
  return {
    answered: (request) => {
      log.answered(request);
      metrics.answered(request);
    },
    failed: (request, error) => log.failed(request, error),
    happened: (event) => log.happened(event),
  };
}

/** Serves the metrics of a process on their own port, if it is configured. Returns a function that stops. */
export async function serveMetrics(
  { metrics }: { readonly metrics: Metrics | undefined },
  { host, metricsPort }: Config,
): Promise<() => void> {
  if (!metrics || metricsPort === undefined) return () => undefined;
  const server = await listenForScrapes(() => metrics.read(), host, metricsPort);
  return () => server.close();
}
