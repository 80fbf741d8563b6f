import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Answered } from '../../../application/kernel/process/report.js';

/** What a pool of connections says of itself. */
export interface PoolState {
  readonly used: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

/** Upper bounds in seconds: a request has 3 s, a read shall take far less than a tenth. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

/** A job has minutes. */
const jobBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

/** So long a reader waits for what only PostgreSQL knows: all else is wanted most when that is busy. */
const outboxPatienceMs = 500;

/**
 * All figures of this process, for Prometheus. Every label has few values, none of which comes from a client. Loaded
 * only where somebody is to read them. What each says is told in `docs/observability.md`.
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
    help: 'Time to make an answer, by route and version.',
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
    help: 'Requests that were sent away before anything was done for them: too much was going on.',
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
    help: 'Requests over a limit, by policy: anonymous, signed-in or sign-in.',
    labelNames: ['policy'],
    registers: this.registers,
  });

  private readonly jobsStarted = this.jobCounter('shelflife_jobs_started_total', 'Jobs begun, by name.');
  private readonly jobsSucceeded = this.jobCounter(
    'shelflife_jobs_succeeded_total',
    'Jobs that came to a good end, by name.',
  );
  private readonly jobsFailed = this.jobCounter(
    'shelflife_jobs_failed_total',
    'Runs of jobs that failed, by name.',
  );

  private readonly jobDurations = new Histogram({
    name: 'shelflife_job_duration_seconds',
    help: 'Time that a run of a job took, by name.',
    labelNames: ['job_name'],
    buckets: jobBuckets,
    registers: this.registers,
  });

  /** What alerts count the growth of begins at 0: a counter that is first seen at 1 has not grown. */
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
    // Health checks aside, only load makes the service say 503 before it has looked for a route.
    if (status === 503 && operationId === undefined && route === undefined) this.shed.inc();
  }

  /** Says of a job that it has not run yet, and not failed. */
  expectJob(name: string): void {
    for (const counter of [this.jobsStarted, this.jobsSucceeded, this.jobsFailed]) {
      counter.inc({ job_name: name }, 0);
    }
  }

  /** Runs a job of the worker and counts it. @param name that of the job, which is fixed */
  async job<T>(name: string, work: () => Promise<T>): Promise<T> {
    // Not `job`: Prometheus itself calls that what it reads from, and would call ours `exported_job`.
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

  /** Asks, whenever somebody reads, how old the oldest event is that nobody has been told of; in seconds. */
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

  /** @param isUp whether Redis answers, by what it is used for; else the memory of this process stands in */
  watchStores(isUp: Readonly<Record<string, () => boolean>>): void {
    const help =
      '1 while Redis is used, 0 while the memory of the process stands in, by use: cache or limits.';
    this.gaugeBy('shelflife_redis_up', help, 'use', () =>
      Object.fromEntries(Object.entries(isUp).map(([use, up]) => [use, up() ? 1 : 0])),
    );
  }

  /** @param answered of the reads that a replica might answer, how many came from where since the start */
  watchReads(answered: () => Readonly<Record<'replica' | 'primary', number>>): void {
    const collect = function (this: Counter): void {
      this.reset();
      for (const [from, count] of Object.entries(answered())) this.inc({ from }, count);
    };
    const name = 'shelflife_reads_total';
    const help = 'Reads that a replica might answer, by who has answered: replica or primary.';
    this.registry.registerMetric(new Counter({ name, help, labelNames: ['from'], registers: [], collect }));
  }

  /** All figures as they are now, in the format of Prometheus. */
  async read(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  /** Since it was read the last time. */
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

  /** What cannot be known now is NaN: a reader still gets all else. */
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
