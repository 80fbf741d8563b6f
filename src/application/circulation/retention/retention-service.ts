import { inject, injectable } from 'tsyringe';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Clock } from '../../kernel/clock.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import type { Place } from '../../kernel/storage/slice.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { HistoryKeepers } from './history-keepers.js';
import { PastLoans, RetentionDays } from './past-loans.js';

/** Loans in one transaction. */
const lot = 500;
/** A loan changes its copy, so the events of both could reveal the borrower. */
const tellingTypes = ['loan', 'copy'];

/** Makes past loans anonymous. Runs in the worker. */
@injectable()
export class RetentionService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(PastLoans) private readonly loans: PastLoans,
    @inject(HistoryKeepers) private readonly keepers: HistoryKeepers,
    @inject(RetentionDays) private readonly retentionDays: number,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Removes the patron from loans that were closed before the retention period, unless the patron keeps a history, and
   * from the audit events of the patron's own loans and returns. Statistics do not change.
   */
  async forget(stop: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.retentionDays * 86_400_000);
    let place: Place | undefined;
    do place = await this.work.run(() => this.forgetLot(before, place));
    while (place && !stop.aborted);
    await inLots(stop, (limit) => this.audit.forgetPatrons(tellingTypes, before, limit));
  }

  private async forgetLot(before: Date, after: Place | undefined): Promise<Place | undefined> {
    const { items, next } = await this.loans.lockClosedBefore(before, after, lot);
    const kept = await this.keepers.among(items.map(({ patronId }) => patronId));
    await this.loans.forgetPatrons(items.filter(({ patronId }) => !kept.has(patronId)).map(({ id }) => id));
    return next;
  }
}
