import { RetentionService } from '../../../application/circulation/retention/retention-service.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  workerJob({
    name: 'circulation.forget_borrowers',
    schedule: '40 2 * * *',
    service: RetentionService,
    run: (retention, stop) => retention.forget(stop),
  }),
];
