import { inject, injectable } from 'tsyringe';
import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import { secondFactorWrong } from '../../../domain/accounts/second-factor-refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Secrets } from '../secrets.js';
import { OneTimeCodes } from './one-time-codes.js';
import { Vault } from './vault.js';

/** The purpose that secrets of this patron are sealed for: a secret that is copied to another account does not open. */
export function purposeOf(patronId: number): string {
  return `second factor of ${patronId}`;
}

/** People type codes with spaces, hyphens and capitals. */
function bareCode(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toLowerCase();
}

/** Checks codes of a second factor. Every method runs in a unit of work with the patron locked. */
@injectable()
export class CodeChecker {
  constructor(
    @inject(OneTimeCodes) private readonly codes: OneTimeCodes,
    @inject(Vault) private readonly vault: Vault,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes a one-time code or a recovery code of an active second factor. Each is valid once.
   * @throws Refusal `accounts.second_factor_wrong`
   */
  take(factor: SecondFactor, given: string): void {
    const code = bareCode(given);
    const step = this.stepOf(factor, factor.secret, code);
    if (step !== undefined && factor.acceptStep(step)) return;
    if (!factor.acceptRecoveryCode(this.secrets.hash(code))) throw new Refusal(secondFactorWrong);
    this.audit.record({
      action: 'accounts.recovery_code_used',
      subject: { type: 'patron', id: factor.patronId },
      details: { left: factor.recoveryCodes.length },
    });
  }

  /**
   * Returns the time step of the first code of a new secret.
   * @throws Refusal `accounts.second_factor_wrong`
   */
  firstStep(factor: SecondFactor, given: string): number {
    const step = this.stepOf(factor, factor.newSecret, bareCode(given));
    if (step === undefined) throw new Refusal(secondFactorWrong);
    return step;
  }

  private stepOf({ patronId }: SecondFactor, sealed: string | null, code: string): number | undefined {
    const secret = sealed === null ? undefined : this.vault.open(sealed, purposeOf(patronId));
    return secret === undefined ? undefined : this.codes.stepOf(secret, code, this.clock.now());
  }
}
