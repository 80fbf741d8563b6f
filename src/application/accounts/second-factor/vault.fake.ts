import type { Vault } from './vault.js';

/** Names the key and the purpose in the text. */
export class FakeVault implements Vault {
  /** The first seals, all open. */
  keys = ['key 1'];

  seal(text: string, purpose: string): string {
    return [this.keys[0], purpose, text].join('/');
  }

  open(sealed: string, purpose: string): string | undefined {
    const [key = '', of, text] = sealed.split('/');
    return this.keys.includes(key) && of === purpose ? text : undefined;
  }

  isOutdated(sealed: string): boolean {
    return !sealed.startsWith(`${this.keys[0]}/`);
  }
}
