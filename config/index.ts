import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { BaseConfig, type EnvironmentName, environmentNames } from './base-config.js';
import { ConfigError } from './config-error.js';
import { environments } from './environments.js';
import { type Source, whatIsSet, withDotEnv } from './source.js';
import { fields } from './variable.js';

export type { EnvironmentName } from './base-config.js';
export { ConfigError } from './config-error.js';
export { describe, variables } from './describe.js';
export { DevelopmentConfig, ProductionConfig, StagingConfig, TestConfig } from './environments.js';

/** The configuration of a running process: checked, and never changed again. */
export type Config = Readonly<BaseConfig>;

/**
 * Reads the configuration from environment variables. NODE_ENV chooses the defaults (absent: development).
 * Throws a ConfigError that names every fault.
 */
export function loadConfig(source: Source = withDotEnv(process.env)): Config {
  const set = whatIsSet(source);
  const Environment = environmentCalled(set['NODE_ENV'] ?? 'development');
  const given = fields.filter(({ variable }) => Object.hasOwn(set, variable));
  const values = Object.fromEntries(given.map(({ property, variable }) => [property, set[variable]]));
  return checked(plainToInstance(Environment, values));
}

/**
 * Builds a configuration from the defaults of an environment and some values; reads no environment variable.
 * Throws a ConfigError that names every fault.
 */
export function createConfig(name: EnvironmentName, values: Partial<Config> = {}): Config {
  const Environment = environmentCalled(name);
  return checked(Object.assign(new Environment(), values, { name }));
}

function environmentCalled(name: string): new () => BaseConfig {
  const known = environmentNames.find((each) => each === name);
  if (known) return environments[known];
  throw new ConfigError([`NODE_ENV must be one of ${environmentNames.join(', ')}`]);
}

/** Returns the configuration frozen, or throws one ConfigError with the faults in the order of the fields. */
function checked(config: BaseConfig): Config {
  const errors = validateSync(config, { skipUndefinedProperties: true });
  const faults = fields.flatMap(({ property, variable }) =>
    errors
      .filter((error) => error.property === property)
      .flatMap((error) => Object.values(error.constraints ?? {}))
      .map((message) => `${variable} ${message}`),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}
