import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Answered } from '../../../application/kernel/process/report.js';

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

/** How long a scrape waits for a figure that only PostgreSQL knows: all other figures matter most when it is busy. */
const outboxPatienceMs = 500;

/**
 * All metrics of this process, for Prometheus. Every label has few values, none of which comes from a client. Loaded
 * only where metrics are served. `docs/observability.md` describes each metric.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];

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

  /** Reads at each scrape the age of the oldest undelivered event, in seconds. */
  watchOutbox(oldest: () => Promise<number>): void {
    const inTime = () => Promise.race([oldest(), wait(outboxPatienceMs, Number.NaN, { ref: false })]);
    this.gauge('shelflife_outbox_lag_seconds', 'Age of the oldest event that waits in the outbox.', inTime);
  }

  watchPool(state: () => PoolState): void {
    this.gauge('shelflife_db_waiting', 'Callers that wait for a connection to PostgreSQL.', () =>
      Promise.resolve(state().waiting),
    );
    this.gaugeBy(
      'shelflife_db_connections',
      'Connections to PostgreSQL by state: used or idle.',
      'state',
      () => {
        const { used, idle } = state();
        return { used, idle };
      },
    );
  }

  /** @param isUp for each use of Redis, whether Redis answers; otherwise the memory of this process is used */
  watchStores(isUp: Readonly<Record<string, () => boolean>>): void {
    const help =
      '1 while Redis is used, 0 while the memory of the process is used instead, by use: cache or limits.';
    this.gaugeBy('shelflife_redis_up', help, 'use', () =>
      Object.fromEntries(Object.entries(isUp).map(([use, up]) => [use, up() ? 1 : 0])),
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
    this.gauge(
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

  /** A figure that cannot be read is NaN, so that the scrape still returns all others. */
  private gauge(name: string, help: string, value: () => Promise<number>): void {
    const collect = async function (this: Gauge): Promise<void> {
      this.set(await value().catch(() => Number.NaN));
    };
    this.registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
  }

  private gaugeBy(name: string, help: string, label: string, values: () => Record<string, number>): void {
    const collect = function (this: Gauge): void {
      for (const [each, value] of Object.entries(values())) this.set({ [label]: each }, value);
    };
    this.registry.registerMetric(new Gauge({ name, help, labelNames: [label], registers: [], collect }));
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
