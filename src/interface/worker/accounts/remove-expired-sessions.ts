import { inject, injectable } from 'tsyringe';
import { SessionService } from '../../../application/accounts/session-service.js';
import type { JobHandler } from '../kernel/worker-job.js';

@injectable()
export class RemoveExpiredSessions implements JobHandler {
  constructor(@inject(SessionService) private readonly sessions: SessionService) {}

  run(stop: AbortSignal): Promise<void> {
    return this.sessions.removeExpired(stop);
  }
}
