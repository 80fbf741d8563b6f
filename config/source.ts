import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.js';

/** Variables by name, as in `process.env`. */
export type Source = Readonly<Record<string, string | undefined>>;

/** The variables that have a value, trimmed. An empty variable counts as not set. */
export function whatIsSet(source: Source): Record<string, string> {
  const trimmed = Object.entries(source).map(([name, value = '']) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

/**
 * In development, adds the variables of the file `.env` in the folder. Variables that are set already take precedence.
 */
export function withDotEnv(environment: Source, folder = process.cwd()): Source {
  const isDevelopment = (source: Source) => (source['NODE_ENV'] ?? 'development') === 'development';
  const set = whatIsSet(environment);
  if (!isDevelopment(set)) return set;
  const both = { ...whatIsSet(readDotEnv(folder)), ...set };
  if (isDevelopment(both)) return both;
  throw new ConfigError(['NODE_ENV cannot be changed in .env, which is for development only']);
}

function readDotEnv(folder: string): Source {
  try {
    return parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new ConfigError([`.env cannot be read (${code})`]);
  }
}

/** Variables of earlier releases → what to set instead. To ignore one could open what it had closed. */
const retired: Readonly<Record<string, string>> = {
  TRUST_PROXY:
    'was replaced: set TRUSTED_HOPS to the number of routers in front (1 behind Gorouter alone, 0 without a router), ' +
    'or TRUSTED_NETWORKS to their networks',
};

/** A fault for each retired variable that is still set. A fault is a sentence without its subject. */
export function retiredFaults(set: Readonly<Record<string, string>>): [variable: string, fault: string][] {
  return Object.entries(retired).filter(([variable]) => Object.hasOwn(set, variable));
}
