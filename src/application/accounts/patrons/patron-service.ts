import { inject, injectable, injectAll } from 'tsyringe';
import { Patron, type PatronDetails, type Role } from '../../../domain/accounts/patron.js';
import {
  accountInUse,
  currentPasswordWrong,
  emailTaken,
  lastAdmin,
  passwordRefusals,
  patronChanged,
} from '../../../domain/accounts/refusals.js';
import { emailAddress } from '../../../domain/kernel/email-address.js';
import { refuseLastAdmin } from '../../../domain/accounts/authority.js';
import type { Language } from '../../../domain/kernel/language.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { ApiKeys } from '../api-keys.js';
import { KnownNetworks } from '../networks/known-networks.js';
import { EmailService } from '../mail/email-service.js';
import { OpenBusiness } from '../open-business.js';
import { PersonalTraces } from '../export/personal-traces.js';
import { Passwords } from '../passwords.js';
import { lockAmongAdmins, Patrons } from '../patrons.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { Sessions } from '../sessions.js';

/** The reasons for which each job can be refused. */
export const patronRefusals = {
  register: [emailTaken, ...passwordRefusals],
  find: [patronNotFound],
  update: [patronNotFound, emailTaken, currentPasswordWrong],
  close: [patronNotFound, accountInUse, lastAdmin],
  /** Additional reasons when a revision is expected. */
  stale: [patronChanged],
} as const;

export interface Registration {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role?: Role;
  /** False when the address has to be verified by a link, which is mailed then. */
  readonly emailVerified?: boolean;
  readonly language?: Language;
}

/** What patrons can change of their own account, apart from the password (see `CredentialService`). */
export type PatronChanges = Partial<Omit<Registration, 'role' | 'password' | 'emailVerified'>>;

/** Whether a patron may borrow at this moment. */
export interface BorrowerStanding {
  readonly category: string;
  readonly blocked: boolean;
  readonly expired: boolean;
  /** When the card expires, or has expired; null: never. */
  readonly cardEndsAt: Date | null;
  readonly unverified: boolean;
}

/** Registers and changes patrons. Every method throws Refusals as listed in `patronRefusals`. */
@injectable()
export class PatronService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(SecondFactors) private readonly factors: SecondFactors,
    @inject(Passwords) private readonly passwords: Passwords,
    @injectAll(OpenBusiness, { isOptional: true }) private readonly business: OpenBusiness[],
    @inject(Sessions) private readonly sessions: Sessions,
    @inject(ApiKeys) private readonly keys: ApiKeys,
    @inject(KnownNetworks) private readonly networks: KnownNetworks,
    @inject(EmailService) private readonly emails: EmailService,
    @injectAll(PersonalTraces, { isOptional: true }) private readonly traces: PersonalTraces[],
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Registers a patron with a new card. Returns the patron's id. */
  async register({ password, role = 'patron', ...person }: Registration): Promise<number> {
    const passwordHash = await this.passwords.hash(password, person);
    return this.work.run(async () => {
      const cardNumber = await this.patrons.nextCardNumber();
      const patron = new Patron({ ...person, role, cardNumber, passwordHash }, this.clock.now());
      await this.patrons.add(patron);
      if (!patron.emailVerified) await this.emails.mailLink(patron);
      this.record('accounts.patron_registered', patron.id, { role });
      return patron.id;
    });
  }

  /**
   * Changes the caller's own account. A new e-mail address takes effect when the link that is mailed to it is used.
   * Clients send the present address back with other changes: only another one needs the current password.
   * @param expectedRevision the revision that the change is based on; undefined accepts any
   * @param isProven whether the caller gave the current password, and it was right
   */
  update(
    id: number,
    { email, ...changes }: PatronChanges,
    expectedRevision?: number,
    isProven = false,
  ): Promise<void> {
    return this.work.run(async () => {
      const patron = await this.locked(id, expectedRevision);
      const isPresent = email !== undefined && email === emailAddress(patron.email ?? '');
      if (email !== undefined && !isPresent && !isProven) throw new Refusal(currentPasswordWrong);
      this.revise(patron, changes);
      if (email !== undefined && isProven) await this.emails.propose(patron, email);
    });
  }

  /** Sets whether the patron's closed loans always name the patron, or are made anonymous after the retention period. */
  keepHistory(cardNumber: string, keeps: boolean): Promise<void> {
    return this.work.run(async () => {
      const patron = await this.patrons.lockByCard(cardNumber);
      if (!patron) throw new Refusal(patronNotFound);
      patron.keepsHistory = keeps;
      this.record('accounts.history_chosen', patron.id, { keeps });
    });
  }

  /** Closes an account and erases its personal data. */
  close(id: number, expectedRevision?: number): Promise<void> {
    return this.work.run(async () => {
      const { patron, admins } = await lockAmongAdmins(this.patrons, id);
      if (expectedRevision !== undefined) patron.expect(expectedRevision);
      refuseLastAdmin(patron, admins);
      for (const business of this.business) {
        if (await business.has(id)) throw new Refusal(accountInUse);
      }
      await this.factors.remove(id);
      patron.close(this.clock.now());
      await this.sessions.removeAll(id);
      await this.keys.removeAll(id);
      await this.networks.forget(id);
      await this.emails.forget(id);
      for (const trace of this.traces) await trace.erase(id);
      this.record('accounts.account_closed', id, {});
    });
  }

  /**
   * Locks the patron until the running unit of work ends and returns whether the patron may borrow at this moment.
   * @throws Refusal `accounts.patron_not_found`
   */
  async lockStanding(id: number): Promise<BorrowerStanding> {
    const patron = await this.patrons.lockBorrower(id);
    if (!patron) throw new Refusal(patronNotFound);
    const now = this.clock.now();
    return {
      category: patron.category,
      blocked: patron.disabledAt !== null || patron.blockAt(now) !== undefined,
      expired: patron.isExpiredAt(now),
      cardEndsAt: patron.expiresAt,
      unverified: !patron.emailVerified,
    };
  }

  private async locked(id: number, expectedRevision?: number): Promise<Patron> {
    const patron = await this.patrons.lock(id);
    if (!patron) throw new Refusal(patronNotFound);
    if (expectedRevision !== undefined) patron.expect(expectedRevision);
    return patron;
  }

  private revise(patron: Patron, changes: Partial<PatronDetails>): void {
    const changed = patron.revise(changes, this.clock.now());
    if (changed.length > 0) this.record('accounts.patron_updated', patron.id, { changed });
  }

  private record(action: string, id: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'patron', id }, details });
  }
}
