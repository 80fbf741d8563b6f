import { inject, injectable } from 'tsyringe';
import { Clock } from '../../kernel/clock.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import { Consumers } from '../consumers/consumers.js';
import { KeptUsage } from './kept-usage.js';

const dayMs = 86_400_000;
/** Hours become days after 35 days; days are kept for 25 months. */
const kept = { hoursMs: 35 * dayMs, months: 25, evidenceMs: 90 * dayMs } as const;

/** Lets counts grow old: hours become days, and days go. Runs in the worker. */
@injectable()
export class UsageRetention {
  constructor(
    @inject(KeptUsage) private readonly usage: KeptUsage,
    @inject(Consumers) private readonly consumers: Consumers,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async age(stop: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const hoursBefore = startOfDay(new Date(now.getTime() - kept.hoursMs));
    const daysBefore = startOfDay(now);
    daysBefore.setUTCMonth(daysBefore.getUTCMonth() - kept.months);
    const evidenceBefore = new Date(now.getTime() - kept.evidenceMs);
    await inLots(stop, (limit) => this.usage.rollUp(hoursBefore, limit));
    await inLots(stop, (limit) => this.usage.removeDays(daysBefore, limit));
    await inLots(stop, (limit) => this.usage.removeEvidence(evidenceBefore, limit));
    await inLots(stop, (limit) => this.usage.removeUnused(hoursBefore, limit));
  }

  /** Makes anonymous what was counted of closed accounts while they were being closed. */
  async forgetClosed(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.consumers.forgetLeftovers(limit), 100);
  }
}

function startOfDay(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / dayMs) * dayMs);
}
