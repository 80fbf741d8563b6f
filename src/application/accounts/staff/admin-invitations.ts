import { inject, injectable } from 'tsyringe';
import { Patron } from '../../../domain/accounts/patron.js';
import { emailTaken } from '../../../domain/accounts/refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { AccountLetters } from '../mail/account-letters.js';
import { LinkService } from '../mail/link-service.js';
import { PatronQueries } from '../patron-queries.js';
import { Patrons } from '../patrons.js';

/** Token of the answer to whether mails reach people. Without a mail server each mail becomes a file. */
export const MailReachesPeople = Symbol('accounts.MailReachesPeople');

/** How long a link works that somebody has to copy out of a terminal or a log. */
const shownMinutes = 15;

export interface Invited {
  readonly email: string;
  readonly username: string;
}

/** How an invited admin gets the link: by mail, or from the caller, who must show the URL and not store it. */
export type Invitation = { readonly mailed: true } | { readonly mailed: false; readonly link: string };

/** Makes accounts of admins. Nobody but the admin learns a password. */
@injectable()
export class AdminInvitations {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(PatronQueries) private readonly queries: Pick<PatronQueries, 'credentials'>,
    @inject(LinkService) private readonly links: LinkService,
    @inject(AccountLetters) private readonly letters: AccountLetters,
    @inject(MailReachesPeople) private readonly mailReachesPeople: boolean,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Creates an admin without a password, and a link that works once to set it. An admin who has not set a password yet
   * is invited again.
   * @throws Refusal `accounts.email_taken`
   */
  invite(invited: Invited): Promise<Invitation> {
    return this.work.run(async () => {
      const patronId = await this.accountFor(invited);
      this.record('accounts.admin_invited', patronId);
      if (this.mailReachesPeople) {
        await this.letters.add({ patronId, kind: 'admin_invited', email: invited.email });
        return { mailed: true };
      }
      const link = await this.links.make({ patronId, purpose: 'reset', email: null, minutes: shownMinutes });
      return { mailed: false, link };
    });
  }

  private async accountFor({ email, username }: Invited): Promise<number> {
    const known = await this.queries.credentials(email);
    if (known?.role === 'admin' && known.passwordHash === null) return known.patronId;
    if (known) throw new Refusal(emailTaken);
    const cardNumber = await this.patrons.nextCardNumber();
    const names = { username, firstName: null, lastName: null };
    const admin = new Patron(
      { ...names, email, cardNumber, passwordHash: null, role: 'admin' },
      this.clock.now(),
    );
    await this.patrons.add(admin);
    this.record('accounts.patron_registered', admin.id, { role: 'admin' });
    return admin.id;
  }

  private record(action: string, id: number, details: Record<string, unknown> = {}): void {
    this.audit.record({ action, subject: { type: 'patron', id }, details });
  }
}
