import { createHash, randomBytes } from 'node:crypto';
import type { Secrets } from '../../application/accounts/secrets.js';

/** A secret of 256 random bits needs no slow hash, because it cannot be guessed. */
export class RandomSecrets implements Secrets {
  make(prefix: string): string {
    return `${prefix}_${randomBytes(32).toString('base64url')}`;
  }

  hash(secret: string): string {
    return createHash('sha256').update(secret).digest('base64url');
  }
}
