import { inject, injectable } from 'tsyringe';
import { Clock } from '../clock.js';
import { ProcessEvents } from '../process/process-events.js';
import { KeptMonths, TrailMonths } from './trail-months.js';

/** Creates the coming months of the audit trail, and detaches the old ones. Runs in the worker. */
@injectable()
export class TrailKeeping {
  constructor(
    @inject(TrailMonths) private readonly months: TrailMonths,
    @inject(KeptMonths) private readonly kept: number | undefined,
    @inject(Clock) private readonly clock: Clock,
    @inject(ProcessEvents) private readonly events: ProcessEvents,
  ) {}

  async keep(): Promise<void> {
    await this.months.createAhead();
    if (this.kept === undefined) return;
    const now = this.clock.now();
    const oldest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - this.kept));
    for (const table of await this.months.detachBefore(oldest))
      this.events.happened({ level: 'info', event: 'month detached', facts: { table } });
  }
}
