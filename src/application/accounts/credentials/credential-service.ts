import { inject, injectable } from 'tsyringe';
import type { Patron } from '../../../domain/accounts/patron.js';
import { currentPasswordWrong, passwordRefusals } from '../../../domain/accounts/refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AccessTrail } from '../../kernel/storage/access-trail.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { ApiKeys } from '../api-keys.js';
import { AccountWarnings } from '../mail/account-warnings.js';
import { LinkService } from '../mail/link-service.js';
import { Passwords } from '../passwords.js';
import { PatronQueries, type Account } from '../patron-queries.js';
import { patronRefusals, PatronService, type PatronChanges } from '../patrons/patron-service.js';
import { Patrons } from '../patrons.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import { AccessService } from '../access/access-service.js';
import { TokenIssuer, type TokenPair } from '../sessions/token-issuer.js';
import type { Token } from '../tokens.js';

/** The reasons for which each job can be refused. */
export const credentialRefusals = {
  update: patronRefusals.update,
  changePassword: [currentPasswordWrong, ...passwordRefusals],
  changeForSingle: [...patronRefusals.update, ...passwordRefusals],
} as const;

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
  /** The revision that the change is based on; undefined accepts any. */
  readonly expectedRevision?: number | undefined;
}

/** The API keys of an account after its password was changed. */
export interface KeyCounts {
  /** Keys that are still valid. */
  readonly valid: number;
  /** Keys that were revoked with the change. */
  readonly revoked: number;
}

/**
 * Changes to one's own account that need the current password. Every method throws Refusals as listed in
 * `credentialRefusals`.
 */
@injectable()
export class CredentialService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(PatronQueries) private readonly queries: PatronQueries,
    @inject(PatronService) private readonly service: PatronService,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(AccessService) private readonly access: AccessService,
    @inject(TokenIssuer) private readonly issuer: TokenIssuer,
    @inject(SecondFactorCheck) private readonly secondFactor: SecondFactorCheck,
    @inject(ApiKeys) private readonly keys: ApiKeys,
    @inject(LinkService) private readonly links: LinkService,
    @inject(AccountWarnings) private readonly warnings: AccountWarnings,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Changes the caller's own account when the current password is right.
   * @param expectedRevision the revision that the change is based on; undefined accepts any
   */
  async update(
    id: number,
    changes: PatronChanges,
    currentPassword: string,
    expectedRevision?: number,
  ): Promise<void> {
    const checkedHash = await this.checkedHash(id, currentPassword);
    await this.work.run(async () => {
      await this.lockUnchanged(id, checkedHash);
      await this.service.update(id, changes, expectedRevision, true);
    });
  }

  /** Changes the password, ends all tokens, and starts a session with a pair of tokens for the caller. */
  async changePassword(
    id: number,
    change: PasswordChange,
    { revokeKeys }: { readonly revokeKeys: boolean },
  ): Promise<{ tokens: TokenPair; keys: KeyCounts }> {
    return this.change(id, change, {}, async (owner) => {
      const keys = revokeKeys ? await this.revokeKeys(id) : await this.countKeys(id);
      return { tokens: await this.issuer.startPair(owner), keys };
    });
  }

  /** Changes the password and the account together, ends all tokens, and issues a single token for the caller. */
  async changeForSingle(id: number, change: PasswordChange, others: PatronChanges): Promise<Token> {
    return this.change(id, change, others, async (owner) => {
      await this.service.update(id, others, undefined, true);
      return this.issuer.startSingle(owner);
    });
  }

  private async change<T>(
    id: number,
    { currentPassword, newPassword, expectedRevision }: PasswordChange,
    others: PatronChanges,
    finish: (owner: Account) => Promise<T>,
  ): Promise<T> {
    const checkedHash = await this.checkedHash(id, currentPassword);
    const owner = await this.queries.view(id);
    if (!owner) throw new Refusal(currentPasswordWrong);
    const passwordHash = await this.passwords.hash(newPassword, { ...owner, ...others });
    return this.work.run(async () => {
      const patron = await this.lockUnchanged(id, checkedHash);
      if (expectedRevision !== undefined) patron.expect(expectedRevision);
      patron.revise({ passwordHash }, this.clock.now());
      this.record('accounts.password_changed', id);
      await this.access.endEverywhere(id);
      await this.links.removeAll(id);
      await this.warnings.passwordChanged(patron);
      // The caller's own token began with the second factor, if the account has one: it would not be valid otherwise.
      const isPassed = await this.secondFactor.isActive(id);
      const account = { patronId: id, role: patron.role, generation: patron.tokenGeneration };
      return finish({ ...account, ...(isPassed && { secondFactor: 'passed' }) });
    });
  }

  /** The hash that the password fits. It is compared before a unit of work begins, because that takes long. */
  private async checkedHash(id: number, password: string): Promise<string | null> {
    const hash = (await this.queries.credentialsOf(id))?.passwordHash ?? null;
    if (await this.passwords.verify(password, hash)) return hash;
    await this.accesses.countFailure('accounts.password_check_failed', id);
    throw new Refusal(currentPasswordWrong);
  }

  /** Another request may have changed the password since it was compared. */
  private async lockUnchanged(id: number, checkedHash: string | null): Promise<Patron> {
    const patron = await this.patrons.lock(id);
    if (!patron || patron.passwordHash !== checkedHash) throw new Refusal(currentPasswordWrong);
    return patron;
  }

  private async countKeys(id: number): Promise<KeyCounts> {
    return { valid: await this.keys.count(id, this.clock.now()), revoked: 0 };
  }

  private async revokeKeys(id: number): Promise<KeyCounts> {
    const revoked = await this.keys.revokeAll(id, this.clock.now());
    this.record('accounts.api_keys_revoked', id, { count: revoked });
    return { valid: 0, revoked };
  }

  private record(action: string, id: number, details?: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'patron', id }, ...(details && { details }) });
  }
}
