import type { WorkerJob } from '../kernel/worker-job.js';
import { PlanNotices } from './plan-notices.js';
import { SendNotices } from './send-notices.js';

export const jobs: readonly WorkerJob[] = [
  { name: 'notices.plan', schedule: '*/10 * * * *', handler: PlanNotices },
  { name: 'notices.send', schedule: '* * * * *', handler: SendNotices },
];
