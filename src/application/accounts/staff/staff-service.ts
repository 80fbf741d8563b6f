import { inject, injectable } from 'tsyringe';
import {
  type Actor,
  refuseLastAdmin,
  refuseOwnAccount,
  refuseUnlessInCharge,
} from '../../../domain/accounts/authority.js';
import { Patron, type PatronDetails, type Role } from '../../../domain/accounts/patron.js';
import {
  accountInUse,
  cardNumberTaken,
  categoryUnknown,
  emailMissing,
  emailTaken,
  lastAdmin,
  ownAccount,
  roleNeedsAdmin,
  staffNeedsAdmin,
} from '../../../domain/accounts/refusals.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { AccountWarnings } from '../mail/account-warnings.js';
import { PasswordResetService } from '../mail/password-reset-service.js';
import { PatronCategoryService } from '../categories/patron-category-service.js';
import { PatronService } from '../patrons/patron-service.js';
import { lockAmongAdmins, Patrons } from '../patrons.js';
import { AccessService } from '../access/access-service.js';

/** The reasons for which each job can be refused. */
export const staffRefusals = {
  register: [emailTaken, cardNumberTaken, categoryUnknown],
  amend: [
    patronNotFound,
    roleNeedsAdmin,
    staffNeedsAdmin,
    ownAccount,
    lastAdmin,
    emailTaken,
    cardNumberTaken,
    categoryUnknown,
  ],
  changeRole: [patronNotFound, ownAccount, lastAdmin],
  signOut: [patronNotFound, staffNeedsAdmin],
  startReset: [patronNotFound, staffNeedsAdmin, emailMissing],
  close: [patronNotFound, staffNeedsAdmin, accountInUse, lastAdmin],
} as const;

/**
 * A patron who comes to the desk, and has what a `Patron` has at first where nothing is given. Children often have no
 * e-mail address. Without a card number, the library gives the next one.
 */
export type Newcomer = Pick<
  PatronDetails,
  'username' | 'firstName' | 'lastName' | 'email' | 'language' | 'category'
> &
  Partial<Omit<PatronDetails, 'passwordHash' | 'role' | 'blocks'>>;

/** What staff can change of an account. A password is excluded: only its owner knows it. */
export interface Amendments extends Partial<Omit<PatronDetails, 'passwordHash'>> {
  readonly disabled?: boolean;
}

export interface Amending {
  readonly by: Actor;
  /** The revision that the change is based on; undefined accepts any. */
  readonly expectedRevision?: number | undefined;
}

/**
 * What staff do for the accounts of others: librarians for patrons, admins for everybody. Every method throws Refusals
 * as listed in `staffRefusals`.
 */
@injectable()
export class StaffService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(PatronService) private readonly accounts: PatronService,
    @inject(PatronCategoryService) private readonly categories: PatronCategoryService,
    @inject(AccessService) private readonly access: AccessService,
    @inject(PasswordResetService) private readonly resets: PasswordResetService,
    @inject(AccountWarnings) private readonly warnings: AccountWarnings,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Registers a patron who cannot sign in until they have a password. Returns the patron's id. */
  register(newcomer: Newcomer): Promise<number> {
    return this.work.run(async () => {
      await this.categories.refuseUnknown(newcomer.category);
      const cardNumber = newcomer.cardNumber ?? (await this.patrons.nextCardNumber());
      const account = { ...newcomer, cardNumber, passwordHash: null, role: 'patron' as const };
      const patron = Object.assign(new Patron(account, this.clock.now()), newcomer, { cardNumber });
      await this.patrons.add(patron);
      this.record('accounts.patron_registered', patron.id, { role: patron.role });
      return patron.id;
    });
  }

  /** Changes another account. A disabled account loses all its sessions and tokens, and its API keys do not work. */
  amend(id: number, changes: Amendments, { by, expectedRevision }: Amending): Promise<void> {
    return this.work.run(async () => {
      if (changes.role !== undefined && by.role !== 'admin') throw new Refusal(roleNeedsAdmin);
      const patron = await this.lockedFor(id, changes, by);
      if (expectedRevision !== undefined) patron.expect(expectedRevision);
      const { disabled = patron.disabledAt !== null, ...fields } = changes;
      refuseOwnAccount(by, patron, [...patron.differences(fields), ...(disabled ? ['disabled'] : [])]);
      const { role = patron.role, ...details } = fields;
      if (details.category !== undefined) await this.refuseCategory(patron, details.category);
      await this.revise(patron, details);
      this.giveRole(patron, role);
      await this.setDisabled(patron, disabled);
    });
  }

  changeRole(id: number, role: Role, by: Actor): Promise<void> {
    return this.amend(id, { role }, { by });
  }

  /** Ends all sessions and tokens of an account. */
  signOut(id: number, by: Actor): Promise<void> {
    return this.work.run(async () => {
      await this.locked(id, by);
      await this.access.endEverywhere(id);
    });
  }

  /** Mails a link to the patron to set a new password. */
  startReset(id: number, by: Actor): Promise<void> {
    return this.work.run(async () => {
      await this.locked(id, by);
      await this.resets.requestFor(id);
      this.record('accounts.reset_started', id, {});
    });
  }

  /** Closes an account and erases its personal data. */
  close(id: number, by: Actor): Promise<void> {
    return this.work.run(async () => {
      const { patron } = await lockAmongAdmins(this.patrons, id);
      refuseUnlessInCharge(by, patron);
      await this.accounts.close(id);
    });
  }

  /** Locks the patron, among all admins when the change could take the last one. */
  private async lockedFor(id: number, changes: Amendments, by: Actor): Promise<Patron> {
    if (changes.role === undefined && changes.disabled === undefined) return this.locked(id, by);
    const { patron, admins } = await lockAmongAdmins(this.patrons, id);
    refuseUnlessInCharge(by, patron);
    if ((changes.role ?? 'admin') !== 'admin' || changes.disabled === true) refuseLastAdmin(patron, admins);
    return patron;
  }

  private async locked(id: number, by: Actor): Promise<Patron> {
    const patron = await this.patrons.lock(id);
    if (!patron) throw new Refusal(patronNotFound);
    refuseUnlessInCharge(by, patron);
    return patron;
  }

  /** The category that the patron has already may be sent back, whatever it is. */
  private async refuseCategory(patron: Patron, category: string): Promise<void> {
    if (category !== patron.category) await this.categories.refuseUnknown(category);
  }

  /** An address from staff counts as verified. The one before is told, because staff may have made an error. */
  private async revise(patron: Patron, details: Partial<PatronDetails>): Promise<void> {
    const before = patron.emailVerified ? patron.email : null;
    const changed = patron.revise(details, this.clock.now());
    if (changed.length > 0) this.record('accounts.patron_updated', patron.id, { changed });
    if (!changed.includes('email')) return;
    patron.vouchForEmail();
    await this.warnings.emailChanged(patron, before);
  }

  private giveRole(patron: Patron, role: Role): void {
    if (patron.revise({ role }, this.clock.now()).length > 0)
      this.record('accounts.role_changed', patron.id, { role });
  }

  private async setDisabled(patron: Patron, disabled: boolean): Promise<void> {
    if (!patron.setDisabled(disabled, this.clock.now())) return;
    this.record(disabled ? 'accounts.account_disabled' : 'accounts.account_enabled', patron.id, {});
    if (disabled) await this.access.endEverywhere(patron.id);
  }

  private record(action: string, id: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'patron', id }, details });
  }
}
