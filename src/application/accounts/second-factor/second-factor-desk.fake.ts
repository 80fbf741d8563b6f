import { SecondFactor } from '../../../domain/accounts/second-factor.js';
import { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import { CodeChecker, purposeOf } from './code-checker.js';
import { FakeOneTimeCodes } from './one-time-codes.fake.js';
import { FakeVault } from './vault.fake.js';

/** Second factors in memory, beside the accounts of a patron desk. */
export class FakeSecondFactorDesk extends FakePatronDesk {
  readonly codes = new FakeOneTimeCodes();
  readonly vault = new FakeVault();
  readonly clock = { now: () => this.now };
  readonly checker = new CodeChecker(this.codes, this.vault, this.secrets, this.audit, this.clock);
  /** The present time step. */
  readonly step = Math.floor(this.now.getTime() / 30_000);

  /** An active second factor with the secret S0 and the recovery codes r1 and r2. */
  async givenFactor(patronId: number): Promise<SecondFactor> {
    const factor = new SecondFactor(patronId);
    factor.begin(this.vault.seal('S0', purposeOf(patronId)));
    factor.confirm(
      this.step - 1,
      ['r1', 'r2'].map((each) => this.secrets.hash(each)),
      this.now,
    );
    await this.work.run(() => this.factors.add(factor));
    return factor;
  }

  /** The code of S0 in the present time step. */
  get code(): string {
    return `S0:${this.step}`;
  }
}
