import { inject, injectable } from 'tsyringe';
import { credentialsWrong } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { Cache } from '../kernel/request/cache.js';
import type { Callers, SignedIn } from '../kernel/request/caller.js';
import { apiKeyPrefix } from './api-keys.js';
import { Passwords } from './passwords.js';
import { PatronQueries, type Credentials } from './patron-queries.js';
import { Secrets } from './secrets.js';
import { Tokens, type Claims, type Token } from './tokens.js';

/** Also the longest that an instance which hears nothing of the others takes somebody for what they were. */
const knownSeconds = 5;

export const signInRefusals = { signIn: [credentialsWrong] } as const;

/** Who somebody is. */
@injectable()
export class SignInService implements Callers {
  constructor(
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(Passwords) private readonly passwords: Passwords,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(Tokens) private readonly tokens: Tokens,
    @inject(Cache) private readonly cache: Cache,
  ) {}

  /** Gives a token without a session for the right e-mail address and password. @throws Refusal as `recognise` */
  async signIn(email: string, password: string): Promise<Token> {
    return this.tokens.issue(await this.recognise(email, password));
  }

  /**
   * Tells whose e-mail address and password these are.
   * @throws Refusal `accounts.credentials_wrong`, the same and after the same time for an unknown address
   */
  async recognise(email: string, password: string): Promise<Credentials> {
    const known = await this.patrons.credentials(email);
    const right = await this.passwords.verify(password, known?.passwordHash ?? null);
    if (!known || !right) throw new Refusal(credentialsWrong);
    return known;
  }

  async identify(token: string): Promise<SignedIn | undefined> {
    if (token.startsWith(`${apiKeyPrefix}_`)) return this.patrons.keyHolder(this.secrets.hash(token));
    const claims = this.tokens.read(token);
    return claims && this.known(claims);
  }

  /** Looked up once for the many requests that somebody sends in a row; a change of theirs drops it at once. */
  private async known({ patronId, session }: Claims): Promise<SignedIn | undefined> {
    const tags = [`patron:${patronId}`, ...(session === undefined ? [] : [`session:${session}`])];
    const { value } = await this.cache.remember(
      `caller ${patronId} ${session ?? ''}`,
      { seconds: knownSeconds, tags },
      async () => ({ caller: await this.patrons.signedIn(patronId, session) }),
    );
    return value.caller;
  }
}
