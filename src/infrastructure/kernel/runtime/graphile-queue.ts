import { Logger, makeWorkerUtils, parseCronItem, run, runMigrations, type Runner } from 'graphile-worker';
import type { Pool } from 'pg';
import type { ProcessEvents } from '../../../application/kernel/process/process-events.js';

export type { Runner };

const schema = 'graphile_worker';

/** Work that runs on a schedule. */
export interface Recurring {
  readonly name: string;
  /** A cron expression, in UTC. */
  readonly schedule: string;
  readonly work: () => Promise<void>;
}

/** Concurrent jobs. With the connection that listens, and a spare one, this decides how many connections are needed. */
const concurrency = 3;
const connectionsMin = concurrency + 2;

/** Installs or updates the queue's own tables, which are in a schema of their own. */
export async function installQueue(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, schema, logger: quiet });
}

/** Drops the queue's tables with all jobs. */
export async function removeQueue(pool: Pool): Promise<void> {
  await pool.query(`drop schema if exists ${schema} cascade`);
}

/**
 * Runs each work at once and then on its schedule, in this process or in another worker. Failed work is tried again,
 * with growing pauses. Work whose process was killed is run by the next worker that starts.
 * @throws Error when the database is away
 */
export async function runQueue(
  pool: Pool,
  works: readonly Recurring[],
  events: ProcessEvents,
): Promise<Runner> {
  await clearUp(pool);
  const runner = await run({
    pgPool: pool,
    schema,
    logger: loggerOn(events),
    concurrency,
    noHandleSignals: true,
    taskList: Object.fromEntries(works.map(({ name, work }) => [name, work])),
    parsedCronItems: works.map(({ name, schedule }) =>
      parseCronItem({ task: name, match: schedule, options: { jobKey: name } }),
    ),
  });
  for (const { name } of works) await runner.addJob(name, {}, { jobKey: name });
  return runner;
}

/** @throws Error when the queue could not work with so few connections */
export function refuseTooFew(connections: number): void {
  if (connections < connectionsMin)
    throw new Error(`The worker needs DATABASE_POOL_MAX=${connectionsMin} or more.`);
}

/** Failed jobs that are not tried again stay in the queue, for people to see, until the next start. */
async function clearUp(pool: Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, schema, logger: quiet });
  try {
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
  } finally {
    await utils.release();
  }
}

const quiet = new Logger(() => () => undefined);

/** Failed work is logged by its wrapper, without the data that errors quote. */
function loggerOn(events: ProcessEvents): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.['failure'] !== undefined || level === 'info' || level === 'debug') return;
    const event = level === 'error' ? 'the queue has a fault' : message;
    events.happened({ level: 'warn', event, error: meta?.['error'] });
  });
}
