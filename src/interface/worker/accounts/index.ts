import { SessionService } from '../../../application/accounts/sessions/session-service.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  workerJob({
    name: 'accounts.remove_expired_sessions',
    schedule: '20 * * * *',
    service: SessionService,
    run: (sessions, stop) => sessions.removeExpired(stop),
  }),
];
