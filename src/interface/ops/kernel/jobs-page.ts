import { inject, injectable, injectAll } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import { JobRuns, type JobRun } from '../../../application/kernel/operations/job-runs.js';
import { MailQueue, type MailQueueState } from '../../../application/kernel/operations/mail-queue.js';
import { Deliveries } from '../../../application/kernel/storage/outbox.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import type { ConsolePage, Glance, Health } from './console/console-page.js';
import { badge, count, moment, table } from './console/parts.js';
import { jobState, type JobState } from './job-state.js';

const healthOf: Readonly<Record<JobState, Health>> = {
  ok: 'good',
  waiting: 'look',
  late: 'bad',
  failing: 'bad',
};

/** Events are delivered once a minute; later than this, something is wrong. In seconds. */
const lateEvents = 300;

/** What the worker does: its jobs, and the mails and events that wait for it. */
@injectable()
export class JobsPage implements ConsolePage {
  readonly path = 'jobs';
  readonly title = 'Jobs and mails';
  readonly place = 50;

  constructor(
    @inject(JobRuns) private readonly runs: JobRuns,
    @injectAll(MailQueue) private readonly queues: readonly MailQueue[],
    @inject(Deliveries) private readonly deliveries: Deliveries,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(): Promise<Html> {
    const now = this.clock.now();
    const [runs, queues, lag] = await Promise.all([this.runs.list(), this.states(), this.deliveries.lag()]);
    return html`<h2>Jobs</h2>
      ${jobTable(runs, now)}
      <h2>Mails that wait</h2>
      ${mailTable(queues, now)}
      <p>
        Events ${lag === 0 ? 'are all delivered' : `wait since ${count(lag)} s`}.
        ${badge(lag > lateEvents ? 'bad' : 'good')}
      </p>`;
  }

  async glances(): Promise<readonly Glance[]> {
    const now = this.clock.now();
    const [runs, queues] = await Promise.all([this.runs.list(), this.states()]);
    return [jobGlance(runs, now), mailGlance(queues)];
  }

  private states(): Promise<MailQueueState[]> {
    return Promise.all(this.queues.map((queue) => queue.state()));
  }
}

function jobTable(runs: readonly JobRun[], now: Date): Html {
  const columns = [
    { title: 'Job', cell: ({ job }: JobRun) => html`<code>${job}</code>` },
    { title: 'State', cell: (run: JobRun) => stateBadge(jobState(run, now)) },
    { title: 'Last success', cell: ({ succeededAt }: JobRun) => moment(succeededAt, now) },
    { title: 'Took', cell: (run: JobRun) => duration(run), isNumber: true as const },
    { title: 'Failed in a row', cell: ({ failures }: JobRun) => failures, isNumber: true as const },
    { title: 'Last fault', cell: ({ fault }: JobRun) => fault ?? '' },
    { title: 'Schedule', cell: ({ schedule }: JobRun) => html`<code>${schedule}</code>` },
  ];
  return table('Jobs of the worker', columns, runs);
}

function stateBadge(state: JobState): Html {
  return badge(healthOf[state], state);
}

function duration({ startedAt, endedAt }: JobRun): string {
  return startedAt && endedAt ? `${count(endedAt.getTime() - startedAt.getTime())} ms` : '';
}

function mailTable(queues: readonly MailQueueState[], now: Date): Html {
  const columns = [
    { title: 'Kind', cell: ({ queue }: MailQueueState) => queue },
    { title: 'State', cell: ({ failing }: MailQueueState) => badge(failing > 0 ? 'bad' : 'good') },
    { title: 'Waiting', cell: ({ waiting }: MailQueueState) => count(waiting), isNumber: true as const },
    { title: 'Not taken', cell: ({ failing }: MailQueueState) => count(failing), isNumber: true as const },
    { title: 'Most attempts', cell: ({ attempts }: MailQueueState) => attempts, isNumber: true as const },
    {
      title: 'Next attempt',
      cell: ({ nextAt, waiting }: MailQueueState) => (waiting === 0 ? '' : moment(nextAt, now)),
    },
  ];
  return table('Mails that wait, by kind', columns, queues);
}

function jobGlance(runs: readonly JobRun[], now: Date): Glance {
  const states = runs.map((run) => [run.job, jobState(run, now)] as const);
  const wrong = states.filter(([, state]) => healthOf[state] === 'bad');
  const title = 'Jobs';
  if (runs.length === 0)
    return { title, health: 'look', value: 'No worker', note: 'None has started with this database yet' };
  if (wrong.length > 0)
    return {
      title,
      health: 'bad',
      value: `${wrong.length} of ${runs.length} did not run`,
      note: wrong.map(([job, state]) => `${job} ${state}`).join(', '),
    };
  return { title, health: 'good', value: `${runs.length} in time`, note: 'Each ran by its schedule' };
}

function mailGlance(queues: readonly MailQueueState[]): Glance {
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const failing = queues.reduce((sum, queue) => sum + queue.failing, 0);
  return {
    title: 'Mails',
    health: failing > 0 ? 'bad' : 'good',
    value: failing > 0 ? `${count(failing)} not taken` : 'All taken',
    note: `${count(waiting)} wait`,
  };
}
