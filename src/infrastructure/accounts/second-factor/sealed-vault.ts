import type { Vault } from '../../../application/accounts/second-factor/vault.js';
import { seal, unseal } from '../../kernel/logging/seal.js';

/** Texts encrypted with keys that are derived from the secrets of the service. */
export class SealedVault implements Vault {
  /** @param secrets the first seals, all open */
  constructor(private readonly secrets: readonly string[]) {}

  seal(text: string, purpose: string): string {
    const [first = ''] = this.secrets;
    return seal(text, first, purpose).toString('base64url');
  }

  open(sealed: string, purpose: string): string | undefined {
    for (const secret of this.secrets) {
      const text = opened(sealed, secret, purpose);
      if (text !== undefined) return text;
    }
  }

  isOutdated(sealed: string, purpose: string): boolean {
    const [first = ''] = this.secrets;
    return opened(sealed, first, purpose) === undefined;
  }
}

function opened(sealed: string, secret: string, purpose: string): string | undefined {
  try {
    return unseal(Buffer.from(sealed, 'base64url'), secret, purpose);
  } catch {
    return undefined;
  }
}
