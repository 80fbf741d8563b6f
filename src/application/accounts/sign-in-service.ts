import { inject, injectable } from 'tsyringe';
import { credentialsWrong } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { Callers, SignedIn } from '../kernel/caller.js';
import { Passwords } from './passwords.js';
import { PatronQueries } from './patron-queries.js';
import { Tokens, type Token } from './tokens.js';

export const signInRefusals = { signIn: [credentialsWrong] } as const;

/** Who somebody is. */
@injectable()
export class SignInService implements Callers {
  constructor(
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(Tokens) private readonly tokens: Tokens,
  ) {}

  /**
   * Gives a token for the right e-mail address and password.
   * @throws Refusal `accounts.credentials_wrong`, the same and after the same time for an unknown address
   */
  async signIn(email: string, password: string): Promise<Token> {
    const known = await this.patrons.credentials(email);
    const right = await this.passwords.verify(password, known?.passwordHash ?? null);
    if (!known || !right) throw new Refusal(credentialsWrong);
    return this.tokens.issue(known);
  }

  async identify(token: string): Promise<SignedIn | undefined> {
    const id = this.tokens.read(token);
    return id === undefined ? undefined : this.patrons.signedIn(id);
  }
}
