import { inject, injectable } from 'tsyringe';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Patrons } from '../patrons.js';
import { Sessions } from '../sessions.js';

/** Ends the access that tokens give to an account. */
@injectable()
export class AccessService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(Sessions) private readonly sessions: Sessions,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Ends every session and every token of an account, of every major, refresh tokens included. Locks the patron and
   * joins a running unit of work. API keys stay.
   * @throws Refusal `accounts.patron_not_found`
   */
  endEverywhere(patronId: number): Promise<void> {
    return this.work.run(async () => {
      const patron = await this.patrons.lock(patronId);
      if (!patron) throw new Refusal(patronNotFound);
      patron.endTokens();
      await this.sessions.endAll(patronId, this.clock.now());
      this.audit.record({
        action: 'accounts.signed_out_everywhere',
        subject: { type: 'patron', id: patronId },
      });
    });
  }
}
