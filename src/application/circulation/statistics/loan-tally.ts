import { inject, injectable } from 'tsyringe';
import { LocalTime } from '../../kernel/local-time.js';
import type { EventConsumer, StoredEvent } from '../../kernel/storage/outbox.js';
import { LoanDays, type LoanAction } from './loan-days.js';

const actions: Readonly<Record<string, LoanAction>> = {
  'circulation.loan_opened': 'lent',
  'circulation.loan_renewed': 'renewed',
  'circulation.loan_returned': 'returned',
};

/** Counts loans, renewals and returns by local day of the library. */
@injectable()
export class LoanTally implements EventConsumer {
  readonly name = 'circulation.tally';

  constructor(
    @inject(LoanDays) private readonly days: LoanDays,
    @inject(LocalTime) private readonly time: LocalTime,
  ) {}

  async receive({ name, at }: StoredEvent): Promise<void> {
    const action = actions[name];
    if (action) await this.days.count(this.time.day(at), action);
  }
}
