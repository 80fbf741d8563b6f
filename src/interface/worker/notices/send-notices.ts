import { inject, injectable } from 'tsyringe';
import { NoticeSender } from '../../../application/notices/notice-sender.js';
import type { JobHandler } from '../kernel/worker-job.js';

@injectable()
export class SendNotices implements JobHandler {
  constructor(@inject(NoticeSender) private readonly sender: NoticeSender) {}

  run(stop: AbortSignal): Promise<void> {
    return this.sender.send(stop);
  }
}
