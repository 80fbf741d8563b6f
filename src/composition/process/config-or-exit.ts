import { ConfigError, loadConfig, type Config } from '../../../config/index.js';

/** The configuration of this process. If it is invalid, prints all faults and exits. */
export function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
