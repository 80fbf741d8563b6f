import { ConfigError, loadConfig, type Config } from '../../../config/index.js';

/** The configuration of this process; prints all that is wrong with it and ends the process otherwise. */
export function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
