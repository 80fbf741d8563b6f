import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../test/support/callers.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { JobRun, JobRuns } from '../../../application/kernel/operations/job-runs.js';
import type { MailQueue } from '../../../application/kernel/operations/mail-queue.js';
import type { Deliveries } from '../../../application/kernel/storage/outbox.js';
import { JobRoutes } from './job-routes.js';

const now = new Date('2026-12-01T09:30:00Z');
const run: JobRun = {
  job: 'notices.send',
  schedule: '* * * * *',
  intervalSeconds: 60,
  startedAt: new Date('2026-12-01T09:29:00Z'),
  endedAt: new Date('2026-12-01T09:29:01Z'),
  succeededAt: new Date('2026-12-01T09:29:01Z'),
  failedAt: null,
  failures: 0,
  fault: null,
};

describe('The job routes of the operators', () => {
  let runs: SinonStubbedInstance<JobRuns>;
  let queue: SinonStubbedInstance<MailQueue>;
  let deliveries: SinonStubbedInstance<Deliveries>;
  let routes: JobRoutes;

  beforeEach(() => {
    runs = stubOf<JobRuns>('list');
    queue = stubOf<MailQueue>('state');
    deliveries = stubOf<Deliveries>('lag');
    routes = new JobRoutes(runs, [queue], deliveries, { now: () => now });
  });

  it('are for admins', () => {
    for (const id of ['listJobs', 'showMails']) expect(routeOf(routes, id).audience).to.equal('admin');
  });

  it('list every job with its last run', async () => {
    runs.list.resolves([run]);
    const { body } = await call(routes, 'listJobs', { caller: anAdmin });
    expect(body).to.deep.equal({
      data: [
        {
          job: 'notices.send',
          state: 'ok',
          schedule: '* * * * *',
          startedAt: '2026-12-01T09:29:00.000Z',
          endedAt: '2026-12-01T09:29:01.000Z',
          succeededAt: '2026-12-01T09:29:01.000Z',
          failedAt: null,
          failures: 0,
          fault: null,
        },
      ],
    });
  });

  it('show the mails that wait, and how far the delivery of events is behind', async () => {
    queue.state.resolves({ queue: 'notices', waiting: 2, failing: 1, attempts: 3, nextAt: now });
    deliveries.lag.resolves(4);
    const { body } = await call(routes, 'showMails', { caller: anAdmin });
    expect(body).to.deep.equal({
      data: [{ queue: 'notices', waiting: 2, failing: 1, attempts: 3, nextAt: '2026-12-01T09:30:00.000Z' }],
      events: { lagSeconds: 4 },
    });
  });
});
