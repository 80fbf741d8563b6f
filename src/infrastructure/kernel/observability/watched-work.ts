import type { JobRun, JobRuns } from '../../../application/kernel/operations/job-runs.js';
import type { LifecycleCounts } from '../../../application/kernel/operations/lifecycle-counts.js';
import type { MailQueue, MailQueueState } from '../../../application/kernel/operations/mail-queue.js';
import type { Deliveries } from '../../../application/kernel/storage/outbox.js';
import type { TrailMonths } from '../../../application/kernel/trail/trail-months.js';
import { inTime, type Gauges } from './gauges.js';

/** The work of the worker, as the database knows it. */
export interface WatchedWork {
  readonly deliveries: Pick<Deliveries, 'lag'>;
  readonly jobs: Pick<JobRuns, 'list'>;
  readonly mails: readonly MailQueue[];
  readonly lifecycles: LifecycleCounts;
  readonly months: Pick<TrailMonths, 'countAhead'>;
}

/** Every process reports it, because the worker may be the process that is down. It is resolved at the first scrape. */
export function watchWork(gauges: Gauges, work: () => WatchedWork): void {
  const lag = inTime(() => work().deliveries.lag(), Number.NaN);
  gauges.add('shelflife_outbox_lag_seconds', 'Age of the oldest event that waits in the outbox.', lag);
  watchJobs(
    gauges,
    inTime(() => work().jobs.list(), []),
  );
  watchMails(
    gauges,
    inTime(() => Promise.all(work().mails.map((queue) => queue.state())), []),
  );
  gauges.by(
    'shelflife_lifecycles',
    'Ends of life of what is deprecated, by state; none while the database does not tell.',
    'state',
    inTime(() => work().lifecycles.byState(), {}),
  );
  gauges.add(
    'shelflife_audit_months_ahead',
    'Months of the audit trail that exist after the current one.',
    inTime(() => work().months.countAhead(), Number.NaN),
  );
}

/** A job that never succeeded has the time 0. */
function watchJobs(gauges: Gauges, jobs: () => Promise<readonly JobRun[]>): void {
  const success = 'shelflife_job_last_success_timestamp_seconds';
  gauges.by(success, 'When a job of the worker succeeded last, by name.', 'job_name', async () =>
    valuesOf(await jobs(), ({ job, succeededAt }) => [job, (succeededAt?.getTime() ?? 0) / 1_000]),
  );
  const interval = 'shelflife_job_interval_seconds';
  gauges.by(interval, 'Usual time from one run of a job to the next, by name.', 'job_name', async () =>
    valuesOf(await jobs(), ({ job, intervalSeconds }) => [job, intervalSeconds]),
  );
}

function watchMails(gauges: Gauges, queues: () => Promise<readonly MailQueueState[]>): void {
  gauges.by('shelflife_mail_waiting', 'Mails that wait to be sent, by queue.', 'queue', async () =>
    valuesOf(await queues(), ({ queue, waiting }) => [queue, waiting]),
  );
  const help = 'Waiting mails that the mail server did not take at least once, by queue.';
  gauges.by('shelflife_mail_failing', help, 'queue', async () =>
    valuesOf(await queues(), ({ queue, failing }) => [queue, failing]),
  );
}

function valuesOf<T>(
  items: readonly T[],
  value: (item: T) => readonly [string, number],
): Record<string, number> {
  return Object.fromEntries(items.map(value));
}
