import { inject, injectable } from 'tsyringe';
import type { Patron } from '../../../domain/accounts/patron.js';
import { AccountLetters } from './account-letters.js';

/**
 * Tells the owners of accounts by mail what was changed, so that they notice when it was somebody else. An unverified
 * address is not written to. Every method runs in the running unit of work.
 */
@injectable()
export class AccountWarnings {
  constructor(@inject(AccountLetters) private readonly letters: AccountLetters) {}

  passwordChanged(patron: Patron): Promise<void> {
    return this.tell(patron, 'password_changed', patron.emailVerified ? patron.email : null);
  }

  emailChangeRequested(patron: Patron): Promise<void> {
    return this.tell(patron, 'email_change_requested', patron.emailVerified ? patron.email : null);
  }

  /** @param before the former address; null when there was none, or when it was not verified */
  emailChanged(patron: Patron, before: string | null): Promise<void> {
    return this.tell(patron, 'email_changed', before);
  }

  private async tell(
    { id }: Patron,
    kind: 'password_changed' | 'email_change_requested' | 'email_changed',
    email: string | null,
  ): Promise<void> {
    if (email !== null) await this.letters.add({ patronId: id, kind, email });
  }
}
