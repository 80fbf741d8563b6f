import type { WorkerJob } from '../kernel/worker-job.js';
import { RemoveExpiredSessions } from './remove-expired-sessions.js';

export const jobs: readonly WorkerJob[] = [
  { name: 'accounts.remove_expired_sessions', schedule: '20 * * * *', handler: RemoveExpiredSessions },
];
