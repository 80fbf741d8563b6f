import { type Config, ConfigError } from '../../config/index.js';

/** A secret that production accepts. */
export const secret = 'correct horse battery staple and more';

/** All that production requires. */
export const deployed = {
  DATABASE_URL: 'postgres://ann:pw@db/shelf',
  JWT_SECRET: secret,
  PUBLIC_URL: 'https://library.example',
  REGISTRATION: 'open',
};

/** The faults of a configuration; none when it is valid. */
export function faultsOf(attempt: () => Config): readonly string[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}
