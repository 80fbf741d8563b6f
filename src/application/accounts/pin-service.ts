import { inject, injectable } from 'tsyringe';
import { minorUnknown } from '../../domain/accounts/refusals.js';
import { patronNotFound } from '../../domain/kernel/not-found.js';
import { notOneOf } from '../../domain/kernel/field-fault.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { ServedMinors } from '../kernel/settings.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { Patrons } from './patrons.js';

/** The reasons for which each job can be refused. */
export const pinRefusals = { pin: [minorUnknown], unpin: [minorUnknown] } as const;

/**
 * Manages pins: the minor that answers a consumer's requests when they name none. Every method throws Refusals as
 * listed in `pinRefusals`.
 */
@injectable()
export class PinService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(ServedMinors) private readonly minors: ServedMinors,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /** @param major as in a path: `v1` */
  async pin(patronId: number, major: string, minor: string): Promise<void> {
    const { number, minors } = this.known(major);
    if (!minors.includes(minor)) {
      throw new Refusal(minorUnknown, { minor: [notOneOf(minors)] });
    }
    await this.store(patronId, number, minor);
  }

  /** Does nothing when nothing is pinned. */
  async unpin(patronId: number, major: string): Promise<void> {
    await this.store(patronId, this.known(major).number, undefined);
  }

  private known(major: string): { number: number; minors: readonly string[] } {
    const number = Object.keys(this.minors).find((each) => `v${each}` === major);
    if (number !== undefined) return { number: Number(number), minors: this.minors[Number(number)] ?? [] };
    const names = Object.keys(this.minors).map((each) => `v${each}`);
    throw new Refusal(minorUnknown, { major: [notOneOf(names)] }, { parameters: ['major'] });
  }

  private store(patronId: number, major: number, minor: string | undefined): Promise<void> {
    return this.work.run(async () => {
      const patron = await this.patrons.lock(patronId);
      if (!patron) throw new Refusal(patronNotFound);
      if (patron.pins[major] === minor) return;
      patron.pin(major, minor);
      const action = minor === undefined ? 'accounts.minor_unpinned' : 'accounts.minor_pinned';
      const details = { major, ...(minor !== undefined && { minor }) };
      this.audit.record({ action, subject: { type: 'patron', id: patronId }, details });
    });
  }
}
