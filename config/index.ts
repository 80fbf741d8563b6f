import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { BaseConfig } from './base-config.js';
import { type EnvironmentName, environmentNames } from './environment-names.js';
import { whatIsBound } from './cloud-foundry.js';
import { ConfigError } from './config-error.js';
import { environments } from './environments.js';
import { instanceOf } from './instance.js';
import { retiredFaults, type Source, whatIsSet, withDotEnv } from './source.js';
import { fields } from './variable.js';

export type { EnvironmentName } from './environment-names.js';
export { isDeployed } from './environment-names.js';
export { ConfigError } from './config-error.js';
export { describe, variables } from './describe.js';
export { readRedisAddress } from './redis-address.js';
export { DevelopmentConfig, ProductionConfig, StagingConfig, TestConfig } from './environments.js';

/** The configuration of a running process: validated and immutable. */
export type Config = Readonly<BaseConfig>;

/**
 * Reads the configuration from environment variables and from the services that Cloud Foundry has bound. NODE_ENV
 * selects the defaults (unset: development). Throws a ConfigError that lists every fault.
 */
export function loadConfig(source: Source = withDotEnv(process.env)): Config {
  const plain = whatIsSet(source);
  const bound = whatIsBound(plain);
  const set = { ...plain, ...bound.values };
  const Environment = environmentCalled(set['NODE_ENV'] ?? 'development');
  const given = fields.filter(({ variable }) => Object.hasOwn(set, variable));
  const values = Object.fromEntries(given.map(({ property, variable }) => [property, set[variable]]));
  const config = plainToInstance(Environment, values);
  const faults = new Map([...retiredFaults(plain), ...bound.faults]);
  return checked(Object.assign(config, { instance: instanceOf(plain) }), faults);
}

/**
 * Builds a configuration from the defaults of an environment and some values, without reading environment variables.
 * Throws a ConfigError that lists every fault.
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

/**
 * Returns the configuration frozen, or throws one ConfigError. Faults that belong to no field come first, then the
 * faults in the order of the fields. When a bound service gives a fault for a field, other faults of that field are
 * left out.
 */
function checked(config: BaseConfig, bound: ReadonlyMap<string, string> = new Map()): Config {
  const errors = validateSync(config, { skipUndefinedProperties: true });
  const names = new Set(fields.map(({ variable }) => variable));
  const others = [...bound].filter(([name]) => !names.has(name)).map(([name, fault]) => `${name} ${fault}`);
  const faults = fields.flatMap(({ property, variable }) => {
    const found = errors.filter((error) => error.property === property);
    const own = found.flatMap((error) => Object.values(error.constraints ?? {}));
    return (bound.has(variable) ? [bound.get(variable)] : own).map((message) => `${variable} ${message}`);
  });
  const all = [...others, ...faults];
  if (all.length > 0) throw new ConfigError(all);
  return Object.freeze(config);
}
