import type { BaseConfig, EnvironmentName } from './base-config.js';
import { environments } from './environments.js';
import { formatLimit } from './limit.js';
import { fields } from './variable.js';

/** One variable, as a table shows it. A default is empty where there is none and masked where it is secret. */
interface VariableDescription {
  readonly name: string;
  readonly about: string;
  readonly secret: boolean;
  readonly defaults: Readonly<Record<EnvironmentName, string>>;
}

/** What a variable sets: all but what only the platform tells. */
type Setting = Exclude<keyof BaseConfig, 'instance'>;

/** Every variable there is, save NODE_ENV, which chooses the environment. */
export function variables(): VariableDescription[] {
  const defaults = Object.values(environments).map((Environment) => describe(new Environment()));
  return fields.map(({ variable, about, mask }) => ({
    name: variable,
    about,
    secret: mask !== undefined,
    defaults: Object.fromEntries(defaults.map((values) => [values['NODE_ENV'], values[variable]])),
  }));
}

/** The effective values by variable, as one would set them; secrets are masked, what is not set is empty. */
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
