import { LoanCountService } from '../../../application/circulation/statistics/loan-count-service.js';
import { RetentionService } from '../../../application/circulation/retention/retention-service.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  workerJob({
    name: 'circulation.settle_loan_counts',
    schedule: '* * * * *',
    service: LoanCountService,
    run: (counts, stop) => counts.settle(stop),
  }),
  workerJob({
    name: 'circulation.forget_borrowers',
    schedule: '40 2 * * *',
    service: RetentionService,
    run: (retention, stop) => retention.forget(stop),
  }),
];
