import { inject, injectable } from 'tsyringe';
import type { Role } from '../../../domain/accounts/patron.js';
import { SecondFactor } from '../../../domain/accounts/second-factor.js';
import {
  secondFactorOverdue,
  secondFactorRequired,
  secondFactorUnset,
  secondFactorWrong,
} from '../../../domain/accounts/second-factor-refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { CodeChecker } from './code-checker.js';
import { SecondFactorPolicy } from './second-factor-policy.js';
import { SecondFactors } from './second-factors.js';

/** The reasons for which a sign-in with a right password can be refused. */
export const secondFactorCheckRefusals = {
  withCode: [secondFactorRequired, secondFactorWrong, secondFactorOverdue],
  withoutCode: [secondFactorRequired],
  withoutGrace: [secondFactorRequired, secondFactorWrong, secondFactorUnset],
  /** Those that do not say that a code was wrong. */
  noGuess: [secondFactorRequired, secondFactorOverdue],
  noGuessWithoutGrace: [secondFactorRequired, secondFactorUnset],
} as const;

interface Owner {
  readonly patronId: number;
  readonly role: Role;
}

/**
 * Asks for the second factor of an account during a sign-in, after its password. Every method runs in a unit of work with
 * the patron locked.
 */
@injectable()
export class SecondFactorCheck {
  constructor(
    @inject(SecondFactors) private readonly factors: SecondFactors,
    @inject(CodeChecker) private readonly checker: CodeChecker,
    @inject(SecondFactorPolicy) private readonly policy: SecondFactorPolicy,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Returns whether a second factor was passed. Staff who need one and have none can sign in once without it.
   * @throws Refusal as listed in `secondFactorCheckRefusals.withCode`
   */
  async passes(owner: Owner, code: string | undefined): Promise<boolean> {
    const factor = await this.factors.find(owner.patronId);
    if (factor?.isActive()) return this.taken(factor, code);
    if (this.policy.isRequiredFor(owner.role)) await this.useGrace(owner, factor);
    return false;
  }

  /**
   * The same where nobody can set up a second factor, so that a sign-in without it would be of no use.
   * @throws Refusal as listed in `secondFactorCheckRefusals.withoutGrace`
   */
  async passesWithoutGrace({ patronId, role }: Owner, code: string | undefined): Promise<boolean> {
    const factor = await this.factors.find(patronId);
    if (factor?.isActive()) return this.taken(factor, code);
    if (this.policy.isRequiredFor(role)) throw new Refusal(secondFactorUnset);
    return false;
  }

  async isActive(patronId: number): Promise<boolean> {
    return (await this.factors.find(patronId))?.isActive() ?? false;
  }

  /**
   * For a sign-in that takes no code.
   * @throws Refusal `accounts.second_factor_required`
   */
  async refuseIfNeeded({ patronId, role }: Owner): Promise<void> {
    const factor = await this.factors.find(patronId);
    if (factor?.isActive() || this.policy.isRequiredFor(role)) throw new Refusal(secondFactorRequired);
  }

  private taken(factor: SecondFactor, code: string | undefined): true {
    if (code === undefined) throw new Refusal(secondFactorRequired);
    this.checker.take(factor, code);
    return true;
  }

  private async useGrace({ patronId }: Owner, known: SecondFactor | undefined): Promise<void> {
    const factor = known ?? new SecondFactor(patronId);
    if (!factor.useGrace(this.clock.now())) throw new Refusal(secondFactorOverdue);
    if (!known) await this.factors.add(factor);
    this.audit.record({
      action: 'accounts.second_factor_grace_used',
      subject: { type: 'patron', id: patronId },
    });
  }
}
