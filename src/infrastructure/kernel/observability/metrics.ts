import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Answered } from '../../../application/kernel/process/report.js';
import { Gauges } from './gauges.js';
import { watchWork, type WatchedWork } from './watched-work.js';

/** The state of a connection pool. */
export interface PoolState {
  readonly used: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

/** Upper bounds in seconds: a request has 3 s, and a read should take far less than a tenth of a second. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

/** A job has minutes. */
const jobBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

/**
 * All metrics of this process, for Prometheus. Every label has few values, none of which comes from a client. Loaded
 * only where metrics are served. `docs/observability.md` describes each metric.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];
  /** Figures that are read at each scrape. */
  readonly gauges = new Gauges(this.registry);

  private readonly requests = new Counter({
    name: 'shelflife_http_requests_total',
    help: 'Answered requests by route, version and status.',
    labelNames: ['route', 'version', 'status'],
    registers: this.registers,
  });

  private readonly durations = new Histogram({
    name: 'shelflife_http_request_duration_seconds',
    help: 'Time to answer a request, by route and version.',
    labelNames: ['route', 'version'],
    buckets: requestBuckets,
    registers: this.registers,
  });

  private readonly refusals = new Counter({
    name: 'shelflife_http_refusals_total',
    help: 'Refused requests by the code of the refusal.',
    labelNames: ['code'],
    registers: this.registers,
  });

  private readonly shed = new Counter({
    name: 'shelflife_http_shed_total',
    help: 'Requests refused before any work because of overload.',
    registers: this.registers,
  });

  readonly cacheReads = new Counter({
    name: 'shelflife_cache_reads_total',
    help: 'Answers that could come from the cache, by result: hit or miss.',
    labelNames: ['result'],
    registers: this.registers,
  });

  readonly limitsRefused = new Counter({
    name: 'shelflife_limit_refusals_total',
    help: 'Requests over a limit, by policy: anonymous, signed-in, sign-in or refused.',
    labelNames: ['policy'],
    registers: this.registers,
  });

  readonly twinsCompared = new Counter({
    name: 'shelflife_twin_comparisons_total',
    help: 'Answers that were compared with those of another major, by the kind of what they show.',
    labelNames: ['kind'],
    registers: this.registers,
  });

  readonly twinsDiffered = new Counter({
    name: 'shelflife_twin_differences_total',
    help: 'Differences between majors, by kind, JSON path, and whether the code lists them as intended.',
    labelNames: ['kind', 'path', 'intended'],
    registers: this.registers,
  });

  private readonly jobsStarted = this.jobCounter(
    'shelflife_jobs_started_total',
    'Job runs that started, by name.',
  );
  private readonly jobsSucceeded = this.jobCounter(
    'shelflife_jobs_succeeded_total',
    'Job runs that succeeded, by name.',
  );
  private readonly jobsFailed = this.jobCounter(
    'shelflife_jobs_failed_total',
    'Job runs that failed, by name.',
  );

  private readonly jobDurations = new Histogram({
    name: 'shelflife_job_duration_seconds',
    help: 'Duration of job runs, by name.',
    labelNames: ['job_name'],
    buckets: jobBuckets,
    registers: this.registers,
  });

  /** A counter that alerts watch starts at 0: without that, Prometheus sees no growth when it first appears at 1. */
  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.watchEventLoop();
    this.refusals.inc({ code: 'request.internal' }, 0);
  }

  answered(request: Answered): void {
    const { operationId, route, version = 'none', status, ms, code } = request;
    const labels = { route: operationId ?? route ?? 'none', version };
    this.requests.inc({ ...labels, status });
    this.durations.observe(labels, ms / 1_000);
    if (code !== undefined) this.refusals.inc({ code });
    // Except for health checks, the service answers 503 before routing only when it sheds load.
    if (status === 503 && operationId === undefined && route === undefined) this.shed.inc();
  }

  /** Registers a job that has neither run nor failed yet. */
  expectJob(name: string): void {
    for (const counter of [this.jobsStarted, this.jobsSucceeded, this.jobsFailed]) {
      counter.inc({ job_name: name }, 0);
    }
  }

  /** Runs a job of the worker and counts it. @param name the job's constant name */
  async job<T>(name: string, work: () => Promise<T>): Promise<T> {
    // Not `job`: Prometheus uses that label for the scrape target, and would rename ours to `exported_job`.
    const labels = { job_name: name };
    this.jobsStarted.inc(labels);
    const measured = this.jobDurations.startTimer(labels);
    try {
      const done = await work();
      this.jobsSucceeded.inc(labels);
      return done;
    } catch (error) {
      this.jobsFailed.inc(labels);
      throw error;
    } finally {
      measured();
    }
  }

  /** Reads at each scrape how the worker is doing. */
  watchWork(work: () => WatchedWork): void {
    watchWork(this.gauges, work);
  }

  /** @param isUp whether the replica answers; otherwise the primary answers what may be stale */
  watchReplica(isUp: () => boolean): void {
    this.gauges.add('shelflife_replica_up', '1 while the replica answers, 0 while it does not.', () =>
      Promise.resolve(isUp() ? 1 : 0),
    );
  }

  watchPool(state: () => PoolState): void {
    this.gauges.add('shelflife_db_waiting', 'Callers that wait for a connection to PostgreSQL.', () =>
      Promise.resolve(state().waiting),
    );
    this.gauges.by(
      'shelflife_db_connections',
      'Connections to PostgreSQL by state: used or idle.',
      'state',
      () => {
        const { used, idle } = state();
        return Promise.resolve({ used, idle });
      },
    );
  }

  /** @param isUp for each use of Redis, whether Redis answers; otherwise the memory of this process is used */
  watchStores(isUp: Readonly<Record<string, () => boolean>>): void {
    const help =
      '1 while Redis is used, 0 while the memory of the process is used instead, by use: cache or limits.';
    this.gauges.by('shelflife_redis_up', help, 'use', () =>
      Promise.resolve(Object.fromEntries(Object.entries(isUp).map(([use, up]) => [use, up() ? 1 : 0]))),
    );
  }

  /** @param answered the reads that were allowed to use a replica, by source, since the start */
  watchReads(answered: () => Readonly<Record<'replica' | 'primary', number>>): void {
    const collect = function (this: Counter): void {
      this.reset();
      for (const [from, count] of Object.entries(answered())) this.inc({ from }, count);
    };
    const name = 'shelflife_reads_total';
    const help = 'Reads that were allowed to use a replica, by source: replica or primary.';
    this.registry.registerMetric(new Counter({ name, help, labelNames: ['from'], registers: [], collect }));
  }

  /** All metrics as of now, in the format of Prometheus. */
  async read(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  /** Since the last scrape. */
  private watchEventLoop(): void {
    let before: EventLoopUtilization | undefined;
    this.gauges.add(
      'shelflife_event_loop_utilization',
      'Share of the time that the event loop was busy, 0 to 1.',
      () => {
        const now = performance.eventLoopUtilization();
        const { utilization } = before ? performance.eventLoopUtilization(now, before) : now;
        before = now;
        return Promise.resolve(utilization);
      },
    );
  }

  private jobCounter(name: string, help: string): Counter<'job_name'> {
    return new Counter({
      name,
      help,
      labelNames: ['job_name'],
      registers: this.registers,
    });
  }
}
