import { inject, injectable } from 'tsyringe';
import { NoticePlanner } from '../../../application/notices/notice-planner.js';
import type { JobHandler } from '../kernel/worker-job.js';

/** Says, once a local day, who gets a mail on it. */
@injectable()
export class PlanNotices implements JobHandler {
  constructor(@inject(NoticePlanner) private readonly planner: NoticePlanner) {}

  run(stop: AbortSignal): Promise<void> {
    return this.planner.plan(stop);
  }
}
