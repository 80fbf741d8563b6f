import { inject, injectable } from 'tsyringe';
import { Clock } from '../clock.js';
import { AccessTrail } from './access-trail.js';
import { inLots } from './in-lots.js';

/** How long the network of a sign-in is stored: 90 days. The event itself stays. */
const keptMs = 90 * 24 * 60 * 60 * 1_000;

/** Removes old networks from the audit trail. Runs in the worker. */
@injectable()
export class NetworkRetention {
  constructor(
    @inject(AccessTrail) private readonly accesses: AccessTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async forget(stop: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptMs);
    await inLots(stop, (limit) => this.accesses.forgetNetworks(before, limit));
  }
}
