import { inject, injectable } from 'tsyringe';
import { opaqueString } from '../../../domain/accounts/opaque-string.js';
import { checkedPassword, type PasswordOwner } from '../../../domain/accounts/password-rules.js';
import type { Passwords } from '../passwords.js';
import { CommonPasswords } from './common-passwords.js';
import { PasswordHashes } from './password-hashes.js';

/** Hashes passwords in the form OpaqueString of RFC 8265, and only good ones. */
@injectable()
export class CheckedPasswords implements Passwords {
  constructor(
    @inject(PasswordHashes) private readonly hashes: PasswordHashes,
    @inject(CommonPasswords) private readonly common: CommonPasswords,
  ) {}

  async hash(password: string, owner: PasswordOwner): Promise<string> {
    return this.hashes.hash(checkedPassword(password, owner, await this.common.all()));
  }

  /**
   * Also tries the text as it was typed, because older releases hashed that. The number of tries depends on the text
   * only, never on the account.
   */
  async verify(password: string, hash: string | null): Promise<boolean> {
    for (const form of new Set([opaqueString(password) ?? password, password])) {
      if (await this.hashes.verify(form, hash)) return true;
    }
    return false;
  }
}
