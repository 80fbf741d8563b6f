import { inject, injectable } from 'tsyringe';
import { accountDisabled, credentialsWrong } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { Cache } from '../kernel/request/cache.js';
import type { Callers, SignedIn } from '../kernel/request/caller.js';
import { apiKeyPrefix } from './api-keys.js';
import { Passwords } from './passwords.js';
import { PatronQueries, type Account, type Credentials } from './patron-queries.js';
import { Secrets } from './secrets.js';
import { Tokens, type Claims } from './tokens.js';

/**
 * How long a caller is cached. Also the longest time for which an instance without contact to the others uses an
 * outdated role.
 */
const knownSeconds = 5;

/** Authenticates callers by password, token or API key. */
@injectable()
export class SignInService implements Callers {
  constructor(
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(Tokens) private readonly tokens: Tokens,
    @inject(Cache) private readonly cache: Cache,
  ) {}

  /**
   * Finds the account for an e-mail address and a password.
   * @throws Refusal `accounts.credentials_wrong`; an unknown address gets the same answer after the same time. Only who
   * knows the password gets `accounts.account_disabled`.
   */
  async recognise(email: string, password: string): Promise<Credentials> {
    const known = await this.patrons.credentials(email);
    const right = await this.passwords.verify(password, known?.passwordHash ?? null);
    if (!known || !right) throw new Refusal(credentialsWrong);
    if (known.disabled) throw new Refusal(accountDisabled);
    return known;
  }

  async identify(token: string): Promise<SignedIn | undefined> {
    if (token.startsWith(`${apiKeyPrefix}_`)) return this.patrons.keyHolder(this.secrets.hash(token));
    const claims = this.tokens.read(token);
    const account = claims && (await this.known(claims));
    return account?.generation === claims?.generation ? account : undefined;
  }

  /**
   * Cached, as callers often send many requests in a row. A change of the account or session drops the entry at once.
   */
  private async known({ patronId, session }: Claims): Promise<Account | undefined> {
    const tags = [`patron:${patronId}`, ...(session === undefined ? [] : [`session:${session}`])];
    const { value } = await this.cache.remember(
      `caller ${patronId} ${session ?? ''}`,
      { seconds: knownSeconds, tags },
      async () => ({ caller: await this.patrons.signedIn(patronId, session) }),
    );
    return value.caller;
  }
}
