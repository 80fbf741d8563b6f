import { inject, injectable, injectAll } from 'tsyringe';
import { refuseUnlessInCharge, type Actor } from '../../../domain/accounts/authority.js';
import { staffNeedsAdmin } from '../../../domain/accounts/refusals.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { PatronQueries } from '../patron-queries.js';
import { PersonalRecords, type PersonalRecord } from './personal-records.js';

/** The reasons for which each job can be refused. */
export const exportRefusals = {
  own: [patronNotFound],
  another: [patronNotFound, staffNeedsAdmin],
} as const;

/** All that the library keeps of a person. */
export interface PersonalExport {
  readonly exportedAt: Date;
  /** Name of a section → its records. */
  readonly sections: Readonly<Record<string, readonly PersonalRecord[]>>;
}

/** Gives people a copy of their data (GDPR, article 15). Every method throws Refusals as listed in `exportRefusals`. */
@injectable()
export class ExportService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @injectAll(PersonalRecords) private readonly parts: PersonalRecords[],
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Exports the data of a patron. The export is recorded before it is answered. */
  async of(patronId: number, by: Actor): Promise<PersonalExport> {
    const patron = await this.patrons.view(patronId);
    if (!patron) throw new Refusal(patronNotFound);
    if (by.patronId !== patronId) refuseUnlessInCharge(by, patron);
    await this.work.run(async () => {
      const subject = { type: 'patron', id: patronId };
      this.audit.record({ action: 'accounts.data_exported', subject });
    });
    const sections: Record<string, readonly PersonalRecord[]> = {};
    for (const part of this.parts) sections[part.section] = await part.of(patronId);
    return { exportedAt: this.clock.now(), sections };
  }
}
