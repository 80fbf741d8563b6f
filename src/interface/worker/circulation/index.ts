import type { WorkerJob } from '../kernel/worker-job.js';
import { ForgetBorrowers } from './forget-borrowers.js';

export const jobs: readonly WorkerJob[] = [
  { name: 'circulation.forget_borrowers', schedule: '40 2 * * *', handler: ForgetBorrowers },
];
