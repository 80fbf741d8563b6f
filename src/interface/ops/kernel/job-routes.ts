import { inject, injectable, injectAll } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import { JobRuns, type JobRun } from '../../../application/kernel/operations/job-runs.js';
import { MailQueue, type MailQueueState } from '../../../application/kernel/operations/mail-queue.js';
import { Deliveries } from '../../../application/kernel/storage/outbox.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { JobList, MailOverview, type Job, type MailQueueItem } from './job-shapes.js';
import { jobState } from './job-state.js';

/** The work of the worker: jobs, mails and events. */
@injectable()
export class JobRoutes implements RouteGroup {
  constructor(
    @inject(JobRuns) private readonly runs: JobRuns,
    @injectAll(MailQueue) private readonly queues: readonly MailQueue[],
    @inject(Deliveries) private readonly deliveries: Deliveries,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  routes(): readonly Route[] {
    return [this.listJobs(), this.showMails()];
  }

  private listJobs(): Route {
    return route({
      operationId: 'listJobs',
      method: 'GET',
      path: '/jobs',
      since: '1.0',
      summary: 'List the jobs of the worker with their last runs',
      description: 'By name. The list is empty until a worker has started for the first time.',
      audience: 'admin',
      responds: { 200: JobList },
      handle: async () => {
        const now = this.clock.now();
        return ok({ data: (await this.runs.list()).map((run) => presentJob(run, now)) });
      },
    });
  }

  private showMails(): Route {
    return route({
      operationId: 'showMails',
      method: 'GET',
      path: '/mails',
      since: '1.0',
      summary: 'Show the mails that wait, by kind, and how far the delivery of events is behind',
      audience: 'admin',
      responds: { 200: MailOverview },
      handle: async () => {
        const queues = await Promise.all(this.queues.map((queue) => queue.state()));
        return ok({
          data: queues.map(presentQueue),
          events: { lagSeconds: await this.deliveries.lag() },
        });
      },
    });
  }
}

function presentJob(run: JobRun, now: Date): Job {
  const { job, schedule, failures, fault } = run;
  return {
    job,
    state: jobState(run, now),
    schedule,
    startedAt: moment(run.startedAt),
    endedAt: moment(run.endedAt),
    succeededAt: moment(run.succeededAt),
    failedAt: moment(run.failedAt),
    failures,
    fault,
  };
}

function presentQueue({ queue, waiting, failing, attempts, nextAt }: MailQueueState): MailQueueItem {
  return { queue, waiting, failing, attempts, nextAt: moment(nextAt) };
}

function moment(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
