import { inject, injectable } from 'tsyringe';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Consumers, type AccountSettings } from './consumers.js';

/** Accounts that are counted as a client of their own. */
@injectable()
export class DeveloperService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Consumers) private readonly consumers: Consumers,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /** Takes effect in each instance within 10 s. */
  set(patronId: number, settings: AccountSettings): Promise<void> {
    return this.work.run(async () => {
      await this.consumers.setAccount(patronId, settings);
      const subject = { type: 'patron', id: patronId };
      const details = { isOn: settings.isDeveloper, mutedUntil: settings.mutedUntil?.toISOString() ?? null };
      this.audit.record({ action: 'usage.developer_switched', subject, details });
    });
  }
}
