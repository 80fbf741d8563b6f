import { inject, injectable } from 'tsyringe';
import {
  secondFactorAbsent,
  secondFactorKept,
  secondFactorWrong,
} from '../../../domain/accounts/second-factor-refusals.js';
import { ownAccount } from '../../../domain/accounts/refusals.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { PatronQueries } from '../patron-queries.js';
import { Patrons } from '../patrons.js';
import { AccessService } from '../access/access-service.js';
import { CodeChecker } from './code-checker.js';
import { SecondFactorPolicy } from './second-factor-policy.js';
import { SecondFactors } from './second-factors.js';

/** The reasons for which each job can be refused. */
export const removalRefusals = {
  remove: [secondFactorAbsent, secondFactorKept, secondFactorWrong],
  reset: [patronNotFound, ownAccount],
} as const;

/** Takes second factors away. Every method throws Refusals as listed in `removalRefusals`. */
@injectable()
export class SecondFactorRemoval {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(PatronQueries) private readonly queries: PatronQueries,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(SecondFactors) private readonly factors: SecondFactors,
    @inject(CodeChecker) private readonly checker: CodeChecker,
    @inject(SecondFactorPolicy) private readonly policy: SecondFactorPolicy,
    @inject(AccessService) private readonly access: AccessService,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /** Removes the caller's own second factor. */
  remove({ patronId, role }: SignedIn, code: string): Promise<void> {
    return this.work.run(async () => {
      await this.patrons.lock(patronId);
      const factor = await this.factors.find(patronId);
      if (!factor?.isActive()) throw new Refusal(secondFactorAbsent);
      if (this.policy.isRequiredFor(role)) throw new Refusal(secondFactorKept);
      this.checker.take(factor, code);
      await this.factors.remove(patronId);
      this.record('accounts.second_factor_removed', patronId);
    });
  }

  /**
   * Removes the lost second factor of another account, and ends all its tokens. An account that needs a second factor can
   * sign in without one once more.
   */
  reset(by: Pick<SignedIn, 'patronId'>, patronId: number): Promise<void> {
    if (by.patronId === patronId) return Promise.reject(new Refusal(ownAccount));
    return this.resetAny(patronId);
  }

  /** Does the same for the account with this e-mail address, for whoever operates the service. */
  async resetByEmail(email: string): Promise<void> {
    const account = await this.queries.credentials(email);
    if (!account) throw new Refusal(patronNotFound);
    await this.resetAny(account.patronId);
  }

  private resetAny(patronId: number): Promise<void> {
    return this.work.run(async () => {
      await this.access.endEverywhere(patronId);
      await this.factors.remove(patronId);
      this.record('accounts.second_factor_reset', patronId);
    });
  }

  private record(action: string, id: number): void {
    this.audit.record({ action, subject: { type: 'patron', id } });
  }
}
