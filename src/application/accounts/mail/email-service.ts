import { inject, injectable } from 'tsyringe';
import type { AccountLink } from '../../../domain/accounts/account-link.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { emailTaken, emailVerified, linkInvalid } from '../../../domain/accounts/refusals.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { PatronQueries } from '../patron-queries.js';
import { Patrons } from '../patrons.js';
import { Secrets } from '../secrets.js';
import { AccountLetters } from './account-letters.js';
import { AccountLinks } from './account-links.js';
import { AccountWarnings } from './account-warnings.js';

/** The reasons for which each job can be refused. */
export const emailRefusals = {
  requestVerification: [patronNotFound, emailVerified],
  verify: [linkInvalid, emailTaken],
} as const;

/** Verifies e-mail addresses by mailed links. Every method throws Refusals as listed in `emailRefusals`. */
@injectable()
export class EmailService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(PatronQueries) private readonly queries: Pick<PatronQueries, 'credentials'>,
    @inject(AccountLinks) private readonly links: AccountLinks,
    @inject(AccountLetters) private readonly letters: AccountLetters,
    @inject(AccountWarnings) private readonly warnings: AccountWarnings,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Keeps a new address of a locked patron until the link that is mailed to it is used, and tells the present address.
   * Runs in the running unit of work.
   * @throws Refusal `accounts.email_taken`
   */
  async propose(patron: Patron, email: string): Promise<void> {
    const holder = await this.queries.credentials(email);
    if (holder && holder.patronId !== patron.id) throw new Refusal(emailTaken);
    // Another spelling of the present address needs no proof.
    if (holder) patron.revise({ email }, this.clock.now());
    if (!patron.proposeEmail(email, this.clock.now())) return;
    await this.mailLink(patron);
    await this.warnings.emailChangeRequested(patron);
    this.record('accounts.email_proposed', patron);
  }

  /**
   * Mails a link to the address of a locked or new patron that waits for one. Runs in the running unit of work.
   * @throws Refusal `accounts.email_verified`
   */
  async mailLink({ id, email, emailVerified: isVerified, pendingEmail }: Patron): Promise<void> {
    const address = pendingEmail ?? (isVerified ? null : email);
    if (address === null) throw new Refusal(emailVerified);
    await this.letters.add({ patronId: id, kind: 'verification', email: address });
  }

  /** Mails a new link to the address that waits for one. */
  requestVerification(patronId: number): Promise<void> {
    return this.work.run(async () => {
      const patron = await this.patrons.lock(patronId);
      if (!patron) throw new Refusal(patronNotFound);
      await this.mailLink(patron);
      this.record('accounts.verification_requested', patron);
    });
  }

  /** Uses a link: its address counts as verified, and a pending address takes effect. */
  async verify(secret: string): Promise<void> {
    const hash = this.secrets.hash(secret);
    const known = await this.links.find(hash);
    if (!known) throw new Refusal(linkInvalid);
    await this.work.run(async () => {
      const patron = await this.patrons.lock(known.patronId);
      const link = await this.links.lock(hash);
      if (!patron || !link?.isGoodFor('verification', this.clock.now())) throw new Refusal(linkInvalid);
      await this.confirm(patron, link);
    });
  }

  /** Removes the letters and links of an account that is closed. Runs in the running unit of work. */
  async forget(patronId: number): Promise<void> {
    await this.letters.removeAll(patronId);
    await this.links.removeAll(patronId);
  }

  private async confirm(patron: Patron, { email }: AccountLink): Promise<void> {
    const before = patron.emailVerified ? patron.email : null;
    if (email === null || !patron.confirmEmail(email, this.clock.now())) throw new Refusal(linkInvalid);
    await this.links.removeAll(patron.id, 'verification');
    if (before !== email) await this.warnings.emailChanged(patron, before);
    this.record('accounts.email_verified', patron);
  }

  private record(action: string, { id }: Patron): void {
    this.audit.record({ action, subject: { type: 'patron', id } });
  }
}
