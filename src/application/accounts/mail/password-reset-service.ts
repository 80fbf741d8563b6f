import { inject, injectable } from 'tsyringe';
import type { AccountLink } from '../../../domain/accounts/account-link.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { emailMissing, linkInvalid, passwordRefusals } from '../../../domain/accounts/refusals.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { RequestScope } from '../../kernel/request/request-scope.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { ApiKeys } from '../api-keys.js';
import { KnownNetworks } from '../networks/known-networks.js';
import { Passwords } from '../passwords.js';
import { PatronQueries } from '../patron-queries.js';
import { Patrons } from '../patrons.js';
import { Secrets } from '../secrets.js';
import { AccessService } from '../access/access-service.js';
import { AccountLetters } from './account-letters.js';
import { AccountLinks } from './account-links.js';
import { AccountWarnings } from './account-warnings.js';

/** The reasons for which each job can be refused. */
export const resetRefusals = {
  requestFor: [patronNotFound, emailMissing],
  complete: [linkInvalid, ...passwordRefusals],
} as const;

/** Forgotten passwords. Every method throws Refusals as listed in `resetRefusals`. */
@injectable()
export class PasswordResetService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(PatronQueries) private readonly queries: Pick<PatronQueries, 'credentials' | 'view'>,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(AccountLinks) private readonly links: AccountLinks,
    @inject(AccountLetters) private readonly letters: AccountLetters,
    @inject(AccountWarnings) private readonly warnings: AccountWarnings,
    @inject(AccessService) private readonly access: AccessService,
    @inject(ApiKeys) private readonly keys: ApiKeys,
    @inject(KnownNetworks) private readonly networks: KnownNetworks,
    @inject(RequestScope) private readonly scope: RequestScope,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Mails a link to the account with this address. An unknown address takes the same steps, so that neither the answer
   * nor its time tells which addresses have accounts: its letter is stored and never sent.
   */
  request(email: string): Promise<void> {
    return this.work.run(async () => {
      const known = await this.queries.credentials(email);
      await this.ask(known?.patronId ?? null);
    });
  }

  /** Mails a link to the account of a patron, at the request of staff. */
  requestFor(patronId: number): Promise<void> {
    return this.work.run(async () => {
      const patron = await this.patrons.lock(patronId);
      if (!patron) throw new Refusal(patronNotFound);
      if (patron.email === null) throw new Refusal(emailMissing);
      await this.ask(patronId);
    });
  }

  /**
   * Uses a link and sets a password. All sessions end. A link that was mailed also proves the address: when it was
   * never verified before, somebody else may have registered it, so the API keys are revoked as well.
   */
  async complete(secret: string, password: string): Promise<void> {
    const hash = this.secrets.hash(secret);
    const known = await this.links.find(hash);
    if (!known?.isGoodFor('reset', this.clock.now())) throw new Refusal(linkInvalid);
    const owner = await this.queries.view(known.patronId);
    if (!owner) throw new Refusal(linkInvalid);
    const passwordHash = await this.passwords.hash(password, owner);
    await this.work.run(async () => {
      const patron = await this.patrons.lock(known.patronId);
      const link = await this.links.lock(hash);
      if (!patron || !link?.isGoodFor('reset', this.clock.now())) throw new Refusal(linkInvalid);
      await this.reset(patron, link, passwordHash);
    });
  }

  private async reset(patron: Patron, { email }: AccountLink, passwordHash: string): Promise<void> {
    const now = this.clock.now();
    if (email !== null && email !== patron.email) throw new Refusal(linkInvalid);
    const wasVerified = patron.emailVerified;
    patron.revise({ passwordHash }, now);
    if (email !== null && !wasVerified) patron.confirmEmail(email, now);
    await this.links.removeAll(patron.id);
    await this.access.endEverywhere(patron.id);
    if (!wasVerified) await this.keys.removeAll(patron.id);
    await this.rememberNetwork(patron.id);
    await this.warnings.passwordChanged(patron);
    const details = { keysRevoked: !wasVerified };
    this.audit.record({
      action: 'accounts.password_reset',
      subject: { type: 'patron', id: patron.id },
      details,
    });
  }

  /** So that tries from elsewhere do not keep the owner out who has just used the link. */
  private async rememberNetwork(patronId: number): Promise<void> {
    const network = this.scope.facts()?.network();
    if (network !== undefined) await this.networks.add(patronId, network, this.clock.now());
  }

  private async ask(patronId: number | null): Promise<void> {
    const id = await this.letters.add({ patronId, kind: 'password_reset', email: null });
    this.audit.record({ action: 'accounts.reset_requested', subject: { type: 'account_letter', id } });
  }
}
