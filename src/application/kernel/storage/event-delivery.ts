import { inject, injectable, injectAll } from 'tsyringe';
import { Clock } from '../clock.js';
import { inLots } from './in-lots.js';
import { Deliveries, EventConsumer } from './outbox.js';

/** Events in one transaction. */
const lot = 50;
/** So long an event stays when it is delivered, for people who look for it: 7 days. */
const keptMs = 7 * 24 * 60 * 60 * 1_000;

/** Tells what waits in the outbox. For the worker. */
@injectable()
export class EventDelivery {
  constructor(
    @inject(Deliveries) private readonly deliveries: Deliveries,
    @injectAll(EventConsumer, { isOptional: true }) private readonly consumers: EventConsumer[],
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Delivers until nothing is left that can be.
   * @throws AggregateError when consumers did not take something; all the rest was delivered
   */
  async deliver(stop: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    for (let tried = 1; tried > 0 && !stop.aborted;) {
      const outcome = await this.deliveries.deliver(this.consumers, lot);
      errors.push(...outcome.errors);
      tried = outcome.tried;
    }
    if (errors.length > 0) throw new AggregateError(errors, `${errors.length} events were not taken.`);
  }

  /** Removes what was delivered long ago. */
  async prune(stop: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptMs);
    await inLots(stop, (limit) => this.deliveries.prune(before, limit));
  }
}
