import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../../../config/index.js';
import { Clock } from '../../application/kernel/clock.js';
import { JobRuns } from '../../application/kernel/operations/job-runs.js';
import type { ProcessEvents } from '../../application/kernel/process/process-events.js';
import { Database } from '../../infrastructure/kernel/postgres/database.js';
import {
  refuseTooFew,
  runQueue,
  type Recurring,
  type Runner,
} from '../../infrastructure/kernel/runtime/graphile-queue.js';
import { intervalOf } from '../../interface/worker/kernel/interval.js';
import type { WorkerJob } from '../../interface/worker/kernel/worker-job.js';
import { allFeatures } from '../all-features.js';
import type { Service } from '../start/bootstrap.js';
import { loadJobs } from '../start/entry-points.js';

/** The pause before it checks again whether the database is back. */
const pauseMs = 5_000;

/** All jobs: those of the kernel, then those of each feature. */
export async function allJobs(): Promise<readonly WorkerJob[]> {
  return (await Promise.all(['kernel', ...allFeatures.map(({ name }) => name)].map(loadJobs))).flat();
}

/**
 * Runs the jobs until `stop`, and returns when the running ones have ended. Waits while the database is away.
 * @throws Error when a binding is missing, or the configuration allows too few connections
 */
export async function work(service: Service, stop: AbortSignal): Promise<void> {
  const { config, container, report } = service;
  refuseTooFew(config.databasePoolMax);
  warnOfFiles(config, report);
  const jobs = await allJobs();
  const works = jobs.map((job) => recurring(job, service, stop));
  const runs = container.resolve<JobRuns>(JobRuns);
  const database = container.resolve(Database);
  while (!stop.aborted) {
    try {
      await runs.expect(jobs.map(expected));
      await runUntil(stop, await runQueue(database.pool, works, report), report);
    } catch (error) {
      report.happened({ level: 'error', event: 'cannot work', error });
      await wait(pauseMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

function expected({ name, schedule }: WorkerJob) {
  return { job: name, schedule, intervalSeconds: intervalOf(schedule) };
}

/** A mail in a file counts as sent, but nobody gets it. Only development and tests want that. */
function warnOfFiles({ name, smtpUrl }: Config, events: ProcessEvents): void {
  if (smtpUrl !== undefined || name === 'development' || name === 'test') return;
  const cause = 'SMTP_URL is not set: each mail is written to a file in the data folder and counts as sent';
  events.happened({ level: 'warn', event: 'no mail server', facts: { cause } });
}

async function runUntil(stop: AbortSignal, runner: Runner, events: ProcessEvents): Promise<void> {
  events.happened({ level: 'info', event: 'working' });
  const asked = () => void runner.stop().catch(() => undefined);
  stop.addEventListener('abort', asked, { once: true });
  if (stop.aborted) asked();
  await runner.promise.finally(() => stop.removeEventListener('abort', asked));
}

/** Each service is created once, so that a missing binding stops the start. */
function recurring(
  { name, schedule, service, run }: WorkerJob,
  { container, metrics, report }: Service,
  stop: AbortSignal,
): Recurring {
  const made = container.resolve(service) as never;
  metrics?.expectJob(name);
  const runs = container.resolve<JobRuns>(JobRuns);
  const clock = container.resolve<Clock>(Clock);
  const runOnce = () => noted(runs, name, clock.now(), () => run(made, stop));
  const workOnce = async () => {
    const since = performance.now();
    const facts = () => ({ job: name, ms: Math.round(performance.now() - since) });
    try {
      await (metrics ? metrics.job(name, runOnce) : runOnce());
      report.happened({ level: 'info', event: 'job done', facts: facts() });
    } catch (error) {
      report.happened({ level: 'error', event: 'job failed', facts: facts(), error });
      throw error;
    }
  };
  return { name, schedule, work: workOnce };
}

/** Notes the run for the operators. A database that cannot take the note is noticed and reported elsewhere. */
async function noted(runs: JobRuns, name: string, startedAt: Date, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    await runs.ended(name, startedAt, error).catch(() => undefined);
    throw error;
  }
  await runs.ended(name, startedAt).catch(() => undefined);
}
