import { inject, injectable } from 'tsyringe';
import { EventDelivery } from '../../../application/kernel/event-delivery.js';
import type { JobHandler } from './worker-job.js';

/** Tells what happened, and removes what was told long ago. */
@injectable()
export class DeliverEvents implements JobHandler {
  constructor(@inject(EventDelivery) private readonly delivery: EventDelivery) {}

  async run(stop: AbortSignal): Promise<void> {
    await this.delivery.prune(stop);
    await this.delivery.deliver(stop);
  }
}
