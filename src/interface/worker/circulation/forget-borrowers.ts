import { inject, injectable } from 'tsyringe';
import { RetentionService } from '../../../application/circulation/retention-service.js';
import type { JobHandler } from '../kernel/worker-job.js';

@injectable()
export class ForgetBorrowers implements JobHandler {
  constructor(@inject(RetentionService) private readonly retention: RetentionService) {}

  run(stop: AbortSignal): Promise<void> {
    return this.retention.forget(stop);
  }
}
