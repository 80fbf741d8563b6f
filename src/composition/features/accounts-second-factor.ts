import type { DependencyContainer } from 'tsyringe';
import type { BaseConfig } from '../../../config/base-config.js';
import { PersonalRecords } from '../../application/accounts/export/personal-records.js';
import { OneTimeCodes } from '../../application/accounts/second-factor/one-time-codes.js';
import { SecondFactorPolicy } from '../../application/accounts/second-factor/second-factor-policy.js';
import {
  SecondFactorQueries,
  SecondFactors,
} from '../../application/accounts/second-factor/second-factors.js';
import { Vault } from '../../application/accounts/second-factor/vault.js';
import { MikroSecondFactors } from '../../infrastructure/accounts/second-factor/mikro-second-factors.js';
import { SealedVault } from '../../infrastructure/accounts/second-factor/sealed-vault.js';
import { SqlSecondFactorQueries } from '../../infrastructure/accounts/second-factor/sql-second-factor-queries.js';
import { SqlSecondFactorRecords } from '../../infrastructure/accounts/second-factor/sql-second-factor-records.js';
import { TotpCodes } from '../../infrastructure/accounts/second-factor/totp-codes.js';

/** Binds the second factor of staff. */
export function bindSecondFactor(container: DependencyContainer, config: BaseConfig): void {
  container.register(SecondFactors, { useClass: MikroSecondFactors });
  container.register(SecondFactorQueries, { useClass: SqlSecondFactorQueries });
  container.registerInstance(SecondFactorPolicy, new SecondFactorPolicy(config.staffSecondFactor));
  container.register(PersonalRecords, { useClass: SqlSecondFactorRecords });
  container.registerInstance(OneTimeCodes, new TotpCodes());
  container.registerInstance(Vault, new SealedVault(config.jwtSecrets));
}
