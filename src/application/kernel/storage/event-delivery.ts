import { inject, injectable, injectAll } from 'tsyringe';
import { Clock } from '../clock.js';
import { inLots } from './in-lots.js';
import { Deliveries, EventConsumer } from './outbox.js';

/** Events in one transaction. */
const lot = 50;
/** How long a delivered event is kept for people who search for it: 7 days. */
const keptMs = 7 * 24 * 60 * 60 * 1_000;

/** Delivers the events of the outbox. Runs in the worker. */
@injectable()
export class EventDelivery {
  constructor(
    @inject(Deliveries) private readonly deliveries: Deliveries,
    @injectAll(EventConsumer, { isOptional: true }) private readonly consumers: EventConsumer[],
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Delivers until no deliverable event is left.
   * @throws AggregateError when consumers failed; all other events were delivered
   */
  async deliver(stop: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    for (let tried = 1; tried > 0 && !stop.aborted;) {
      const outcome = await this.deliveries.deliver(this.consumers, lot);
      errors.push(...outcome.errors);
      tried = outcome.tried;
    }
    if (errors.length > 0) throw new AggregateError(errors, `Failed deliveries: ${errors.length}.`);
  }

  /** Removes events that were delivered before the retention period. */
  async prune(stop: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptMs);
    await inLots(stop, (limit) => this.deliveries.prune(before, limit));
  }
}
