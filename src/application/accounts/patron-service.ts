import { inject, injectable, injectAll } from 'tsyringe';
import { Patron, type Role } from '../../domain/accounts/patron.js';
import { accountInUse, emailTaken, lastAdmin, patronNotFound } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { AuditTrail } from '../kernel/audit-trail.js';
import { Clock } from '../kernel/clock.js';
import { UnitOfWork } from '../kernel/unit-of-work.js';
import { OpenBusiness } from './open-business.js';
import { Passwords } from './passwords.js';
import { Patrons } from './patrons.js';

/** For each job, the reasons for which it can be refused. */
export const patronRefusals = {
  register: [emailTaken],
  find: [patronNotFound],
  update: [patronNotFound, emailTaken],
  changeRole: [patronNotFound, lastAdmin],
  close: [patronNotFound, accountInUse, lastAdmin],
} as const;

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role?: Role;
}

export type PatronChanges = Partial<Omit<Registration, 'role'>>;

/** The work at the registration desk. Every method throws Refusals as `patronRefusals` lists them. */
@injectable()
export class PatronService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(Passwords) private readonly passwords: Passwords,
    @injectAll(OpenBusiness, { isOptional: true }) private readonly business: OpenBusiness[],
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Makes a patron with a new card. Gives their id. */
  async register({ password, role = 'patron', ...person }: Registration): Promise<number> {
    const passwordHash = await this.passwords.hash(password);
    return this.work.run(async () => {
      const cardNumber = await this.patrons.nextCardNumber();
      const patron = new Patron({ ...person, role, cardNumber, passwordHash }, this.clock.now());
      await this.patrons.add(patron);
      this.record('accounts.patron_registered', patron.id, { role });
      return patron.id;
    });
  }

  /** Changes what is given of one's own account. */
  async update(id: number, { password, ...changes }: PatronChanges): Promise<void> {
    const passwordHash = password === undefined ? {} : { passwordHash: await this.passwords.hash(password) };
    await this.work.run(async () => {
      const patron = await this.locked(id);
      Object.assign(patron, changes, passwordHash, { updatedAt: this.clock.now() });
      const changed = [...Object.keys(changes), ...(password === undefined ? [] : ['password'])];
      this.record('accounts.patron_updated', id, { changed });
    });
  }

  changeRole(id: number, role: Role): Promise<void> {
    return this.work.run(async () => {
      const { patron, admins } = await this.lockedWithAdmins(id);
      if (patron.role === role) return;
      refuseLastAdmin(patron, admins);
      patron.role = role;
      this.record('accounts.role_changed', id, { role });
    });
  }

  /** Closes an account and forgets whose it was. */
  close(id: number): Promise<void> {
    return this.work.run(async () => {
      const { patron, admins } = await this.lockedWithAdmins(id);
      refuseLastAdmin(patron, admins);
      for (const business of this.business) {
        if (await business.has(id)) throw new Refusal(accountInUse);
      }
      patron.close(this.clock.now());
      this.record('accounts.account_closed', id, {});
    });
  }

  /**
   * Locks the patron until the running unit of work ends and tells whether they may borrow at this moment.
   * @throws Refusal `accounts.patron_not_found`
   */
  async lockStanding(id: number): Promise<{ category: string; blocked: boolean; expired: boolean }> {
    const patron = await this.locked(id);
    const now = this.clock.now();
    return {
      category: patron.category,
      blocked: patron.blockAt(now) !== undefined,
      expired: patron.isExpiredAt(now),
    };
  }

  private async locked(id: number): Promise<Patron> {
    const patron = await this.patrons.lock(id);
    if (!patron) throw new Refusal(patronNotFound);
    return patron;
  }

  private async lockedWithAdmins(id: number): Promise<{ patron: Patron; admins: Patron[] }> {
    const patrons = await this.patrons.lockWithAdmins(id);
    const patron = patrons.find((each) => each.id === id);
    if (!patron) throw new Refusal(patronNotFound);
    return { patron, admins: patrons.filter(({ role }) => role === 'admin') };
  }

  private record(action: string, id: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'patron', id }, details });
  }
}

function refuseLastAdmin(patron: Patron, admins: readonly Patron[]): void {
  if (patron.role === 'admin' && admins.length === 1) throw new Refusal(lastAdmin);
}
