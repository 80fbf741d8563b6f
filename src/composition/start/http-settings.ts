import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Config } from '../../../config/index.js';
import type { HttpSettings } from '../../interface/kernel/settings.js';

const { name, version } = createRequire(import.meta.url)('../../../../package.json') as {
  name: string;
  version: string;
};

/** Made by `tools/compile`: the commit that was compiled. */
const commitFile = new URL('../../../commit', import.meta.url);
const commit = existsSync(commitFile)
  ? readFileSync(commitFile, 'utf8').trim()
  : 'unknown: compiled outside of a git repository';

/** The part of the configuration that the HTTP server needs. */
export function httpSettings(config: Config): HttpSettings {
  return {
    trustedHops: config.trustedHops,
    trustedNetworks: config.trustedNetworks,
    corsOrigins: config.corsOrigins,
    limits: {
      signIn: config.limitLogin,
      signInAddress: config.limitLoginAddress,
      signInAccount: config.limitLoginAccount,
      mail: config.limitMail,
      anonymous: config.limitAnonymous,
      signedIn: config.limitSignedIn,
    },
    release: {
      name,
      version,
      commit,
      ...(Object.keys(config.instance).length > 0 && { instance: config.instance }),
    },
  };
}

/** The URL of the service as people reach it. Development that waits at a fixed port knows it without being told. */
export function addressOf({ name: environment, port, publicUrl }: Config): string | undefined {
  return publicUrl ?? (environment === 'development' && port !== 0 ? `http://localhost:${port}` : undefined);
}
