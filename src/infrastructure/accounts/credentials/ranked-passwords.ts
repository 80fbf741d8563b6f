import type { CommonPasswords } from '../../../application/accounts/credentials/common-passwords.js';

/** How many of the list count as common. */
const count = 10_000;

/** The ranked list of `@zxcvbn-ts/language-common`. It is loaded with the first new password, which takes 0.1 s. */
export class RankedPasswords implements CommonPasswords {
  private loaded: Promise<ReadonlySet<string>> | undefined;

  all(): Promise<ReadonlySet<string>> {
    this.loaded ??= load();
    return this.loaded;
  }
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].slice(0, count));
}
