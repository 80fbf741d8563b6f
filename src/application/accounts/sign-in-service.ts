import { inject, injectable } from 'tsyringe';
import { accountDisabled, credentialsWrong } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { Cache } from '../kernel/request/cache.js';
import type { Callers, SignedIn } from '../kernel/request/caller.js';
import { AccessTrail } from '../kernel/storage/access-trail.js';
import { apiKeyPrefix, KeyUses } from './api-keys.js';
import { Passwords } from './passwords.js';
import { PatronQueries, type Account, type Credentials } from './patron-queries.js';
import { Secrets } from './secrets.js';
import { Tokens, type Claims } from './tokens.js';

/**
 * How long a caller is cached. Also the longest time for which an instance without contact to the others uses an
 * outdated role.
 */
const knownSeconds = 5;

/** The audit event of a failed sign-in: see `AccessTrail`. */
export const signInFailed = 'accounts.sign_in_failed';

/** Authenticates callers by password, token or API key. */
@injectable()
export class SignInService implements Callers {
  constructor(
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(Tokens) private readonly tokens: Tokens,
    @inject(Cache) private readonly cache: Cache,
    @inject(KeyUses) private readonly keyUses: KeyUses,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
  ) {}

  /**
   * Finds the account for an e-mail address and a password.
   * @throws Refusal `accounts.credentials_wrong`; an unknown address gets the same answer after the same time. Only who
   * knows the password gets `accounts.account_disabled`. The audit trail has counted the failure then.
   */
  async recognise(email: string, password: string): Promise<Credentials> {
    const known = await this.patrons.credentials(email);
    const right = await this.passwords.verify(password, known?.passwordHash ?? null);
    if (known && right && !known.disabled) return known;
    await this.accesses.countFailure(signInFailed, known?.patronId);
    throw new Refusal(known && right ? accountDisabled : credentialsWrong);
  }

  async identify(token: string): Promise<SignedIn | undefined> {
    if (token.startsWith(`${apiKeyPrefix}_`)) return this.keyHolder(token);
    const claims = this.tokens.read(token);
    return claims && this.holder(claims);
  }

  /** The owner of a token with these claims; undefined when it was revoked, or when their account is closed. */
  async holder(claims: Claims): Promise<SignedIn | undefined> {
    const account = await this.known(claims);
    return account?.generation === claims.generation ? account : undefined;
  }

  private async keyHolder(key: string): Promise<SignedIn | undefined> {
    const holder = await this.patrons.keyHolder(this.secrets.hash(key));
    if (holder) await this.keyUses.note(holder.apiKey);
    return holder;
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
