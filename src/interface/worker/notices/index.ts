import { NoticePlanner } from '../../../application/notices/notice-planner.js';
import { NoticeSender } from '../../../application/notices/notice-sender.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  /** Plans the mails of the day, once per local day. */
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
