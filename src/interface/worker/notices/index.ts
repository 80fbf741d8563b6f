import { NoticePlanner } from '../../../application/notices/notice-planner.js';
import { NoticeSender } from '../../../application/notices/notice-sender.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  /** Says, once a local day, who gets a mail on it. */
  workerJob({
    name: 'notices.plan',
    schedule: '*/10 * * * *',
    service: NoticePlanner,
    run: (planner, stop) => planner.plan(stop),
  }),
  workerJob({
    name: 'notices.send',
    schedule: '* * * * *',
    service: NoticeSender,
    run: (sender, stop) => sender.send(stop),
  }),
];
