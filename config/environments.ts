import { IsDefined } from 'class-validator';
import { BaseConfig } from './base-config.js';
import type { EnvironmentName } from './environment-names.js';
import { type Limit, parseLimit } from './limit.js';
import { LocalOrigins, NeedsToo, OwnSecrets, Url } from './rules.js';

const developmentSecret = 'everybody-knows-this-secret-of-development';

/** Runs from a fresh clone without any settings and accepts connections from this machine only. */
export class DevelopmentConfig extends BaseConfig {
  override readonly name: EnvironmentName = 'development';
  override host = '127.0.0.1';
  override databaseUrl?: string;
  override databaseReplicaUrl?: string;
  override smtpUrl?: string;
  override publicUrl?: string;
  override jwtSecrets: readonly string[] = [developmentSecret];
  override registration: BaseConfig['registration'] = 'open';
  /** A line for each request would push the start banner out of the terminal. */
  override logLevel: BaseConfig['logLevel'] = 'warn';
  override trustedHops = 0;
  /** The pages of a front end that is developed on this machine, on whichever port, with or without TLS. */
  @LocalOrigins()
  override corsOrigins: readonly string[] = ['http', 'https'].flatMap((scheme) =>
    ['localhost', '127.0.0.1', '[::1]'].map((host) => `${scheme}://${host}:*`),
  );
  override limitAnonymous: Limit = parseLimit('100000 per day');
  override staffSecondFactor: BaseConfig['staffSecondFactor'] = 'optional';
}

/** Development without log lines, on any free port, with limits that tests do not reach by accident. */
export class TestConfig extends DevelopmentConfig {
  override readonly name = 'test';
  override port = 0;
  override logLevel: BaseConfig['logLevel'] = 'silent';
  @LocalOrigins() override corsOrigins: readonly string[] = [];
  override limitSignedIn = parseLimit('100000 per minute');
  override limitLoginAddress = parseLimit('100000 per minute');
  override limitLoginAccount = parseLimit('100000 per minute');
  override limitMail = parseLimit('100000 per minute');
}

/** Runs behind the platform's router and does not start without its own secrets. */
export class ProductionConfig extends BaseConfig {
  override readonly name: EnvironmentName = 'production';
  override host = '0.0.0.0';
  @IsDefined({ message: 'is required' }) override databaseUrl!: string;
  @IsDefined({ message: 'is required' })
  @OwnSecrets(developmentSecret)
  override jwtSecrets!: readonly string[];
  /** Without Redis, an instance does not know which writes a caller has just made through another instance. */
  @Url('postgres', 'postgresql') @NeedsToo('redisUrl', 'REDIS_URL') override databaseReplicaUrl?: string;
  override smtpUrl?: string;
  /** Links in mails and feeds are absolute, and the `Host` of a request is anybody's word. */
  @IsDefined({ message: 'is required' }) override publicUrl!: string;
  @IsDefined({ message: 'is required: open, verified or staff' })
  override registration!: BaseConfig['registration'];
  /** Gorouter alone. */
  override trustedHops = 1;
  override limitAnonymous: Limit = parseLimit('200 per day');
  override staffSecondFactor: BaseConfig['staffSecondFactor'] = 'required';
}

/** As production, but staff can sign in without a second factor, so that tests can. */
export class StagingConfig extends ProductionConfig {
  override readonly name = 'staging';
  override staffSecondFactor: BaseConfig['staffSecondFactor'] = 'optional';
}

export const environments: Readonly<Record<EnvironmentName, new () => BaseConfig>> = {
  development: DevelopmentConfig,
  test: TestConfig,
  staging: StagingConfig,
  production: ProductionConfig,
};
