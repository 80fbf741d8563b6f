import type { BaseConfig } from './base-config.js';
import type { EnvironmentName } from './environment-names.js';
import { environments } from './environments.js';
import { formatLimit } from './limit.js';
import { fields } from './variable.js';

/** One variable, as shown in a table. A default is empty when there is none and masked when it is secret. */
interface VariableDescription {
  readonly name: string;
  readonly about: string;
  readonly secret: boolean;
  readonly defaults: Readonly<Record<EnvironmentName, string>>;
}

/** Settings that have a variable: all except those that only the platform sets. */
type Setting = Exclude<keyof BaseConfig, 'instance'>;

/** All variables except NODE_ENV, which selects the environment. */
export function variables(): VariableDescription[] {
  const defaults = Object.values(environments).map((Environment) => describe(new Environment()));
  return fields.map(({ variable, about, mask }) => ({
    name: variable,
    about,
    secret: mask !== undefined,
    defaults: Object.fromEntries(defaults.map((values) => [values['NODE_ENV'], values[variable]])),
  }));
}

/**
 * The effective values by variable, in the form in which they are set. Secrets are masked; unset variables are empty.
 */
export function describe(config: Readonly<BaseConfig>): Record<string, string> {
  const shown = fields.map(({ property, variable, mask }) => {
    const value = asText(config[property as Setting]);
    return [variable, mask && value ? mask(value) : value] as const;
  });
  return { NODE_ENV: config.name, ...Object.fromEntries(shown) };
}

function asText(value: BaseConfig[Setting]): string {
  if (typeof value === 'object') return 'points' in value ? formatLimit(value) : value.join(',');
  return String(value ?? '');
}
