import { inject, injectable } from 'tsyringe';
import { currentPasswordWrong } from '../../../domain/accounts/refusals.js';
import { SecondFactor } from '../../../domain/accounts/second-factor.js';
import {
  secondFactorNotBegun,
  secondFactorRequired,
  secondFactorWrong,
} from '../../../domain/accounts/second-factor-refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Passwords } from '../passwords.js';
import { PatronQueries } from '../patron-queries.js';
import { Patrons } from '../patrons.js';
import { Secrets } from '../secrets.js';
import { Sessions } from '../sessions.js';
import { CodeChecker, purposeOf } from './code-checker.js';
import { OneTimeCodes } from './one-time-codes.js';
import { SecondFactors } from './second-factors.js';
import { Vault } from './vault.js';

/** The reasons for which each job can be refused. */
export const enrolmentRefusals = {
  begin: [currentPasswordWrong, secondFactorRequired, secondFactorWrong],
  confirm: [secondFactorNotBegun, secondFactorWrong],
  /** Those that do not say that a password or a code was wrong. */
  noGuess: [secondFactorRequired],
} as const;

const recoveryCodeCount = 10;

/** A new secret, for an authenticator app. */
export interface Invitation {
  readonly secret: string;
  readonly uri: string;
  /** SVG. */
  readonly qrCode: string;
}

interface Proof {
  readonly currentPassword: string;
  /** A code of the present second factor, when there is one. */
  readonly code: string | undefined;
}

/**
 * Sets up a second factor, or another one in place of the present one. Every method throws Refusals as listed in
 * `enrolmentRefusals`.
 */
@injectable()
export class SecondFactorEnrolment {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(PatronQueries) private readonly queries: PatronQueries,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(SecondFactors) private readonly factors: SecondFactors,
    @inject(CodeChecker) private readonly checker: CodeChecker,
    @inject(OneTimeCodes) private readonly codes: OneTimeCodes,
    @inject(Vault) private readonly vault: Vault,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(Sessions) private readonly sessions: Sessions,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Makes a secret. It takes effect when its first code is confirmed; until then, another call replaces it. */
  async begin(patronId: number, { currentPassword, code }: Proof): Promise<Invitation> {
    const checkedHash = await this.checkedHash(patronId, currentPassword);
    return this.work.run(async () => {
      const patron = await this.patrons.lock(patronId);
      // Another request may have changed the password since it was compared.
      if (!patron || patron.passwordHash !== checkedHash) throw new Refusal(currentPasswordWrong);
      const factor = await this.foundOrAdded(patronId);
      if (factor.isActive() && code === undefined) throw new Refusal(secondFactorRequired);
      if (factor.isActive()) this.checker.take(factor, code ?? '');
      const secret = this.codes.makeSecret();
      factor.begin(this.vault.seal(secret, purposeOf(patronId)));
      this.record('accounts.second_factor_begun', patronId);
      return { secret, ...this.codes.invite(secret, patron.email ?? patron.username) };
    });
  }

  /**
   * Puts the new secret in force, and ends every session except the caller's, which counts as signed in with it. Returns
   * the recovery codes, which cannot be read again.
   */
  confirm({ patronId, session: id }: SignedIn, code: string): Promise<string[]> {
    return this.work.run(async () => {
      await this.patrons.lock(patronId);
      const factor = await this.factors.find(patronId);
      if (!factor || factor.newSecret === null) throw new Refusal(secondFactorNotBegun);
      const recoveryCodes = Array.from({ length: recoveryCodeCount }, () => this.codes.makeRecoveryCode());
      const hashes = recoveryCodes.map((each) => this.secrets.hash(each));
      factor.confirm(this.checker.firstStep(factor, code), hashes, this.clock.now());
      const session = id === undefined ? undefined : await this.sessions.lock(id);
      session?.passSecondFactor(this.clock.now());
      await this.sessions.endAll(patronId, this.clock.now(), id);
      this.record('accounts.second_factor_confirmed', patronId);
      return recoveryCodes.map(grouped);
    });
  }

  /** The hash that the password fits. It is compared before a unit of work begins, because that takes long. */
  private async checkedHash(patronId: number, password: string): Promise<string | null> {
    const hash = (await this.queries.credentialsOf(patronId))?.passwordHash ?? null;
    if (!(await this.passwords.verify(password, hash))) throw new Refusal(currentPasswordWrong);
    return hash;
  }

  private async foundOrAdded(patronId: number): Promise<SecondFactor> {
    const found = await this.factors.find(patronId);
    if (found) return found;
    const factor = new SecondFactor(patronId);
    await this.factors.add(factor);
    return factor;
  }

  private record(action: string, id: number): void {
    this.audit.record({ action, subject: { type: 'patron', id } });
  }
}

/** Groups of six characters are easier to copy by hand. */
function grouped(code: string): string {
  return code.match(/.{1,6}/g)?.join('-') ?? code;
}
