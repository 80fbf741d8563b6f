import { inject, injectable } from 'tsyringe';
import { RefreshToken, Session, type SessionTraits } from '../../../domain/accounts/session.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { Clock } from '../../kernel/clock.js';
import { RequestScope } from '../../kernel/request/request-scope.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Secrets } from '../secrets.js';
import { Sessions } from '../sessions.js';
import { Tokens, type Token, type TokenOwner } from '../tokens.js';

/** An access token and the refresh token for the next pair, with their lifetimes in seconds. */
export interface TokenPair {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly refreshExpiresIn: number;
}

/** Characters of a `User-Agent` that are stored. */
const userAgentAtMost = 200;

type Owner = Omit<TokenOwner, 'session'> & Pick<SignedIn, 'secondFactor'>;

/**
 * Starts sessions and issues their tokens. Every method runs inside a unit of work in which the caller has made sure
 * that the owner may sign in: with the patron locked for a new session, with the session locked for the next pair.
 */
@injectable()
export class TokenIssuer {
  constructor(
    @inject(Sessions) private readonly sessions: Sessions,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(Tokens) private readonly tokens: Tokens,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
    @inject(RequestScope) private readonly scope: RequestScope,
  ) {}

  /** Starts a session of one token, which cannot be refreshed. */
  async startSingle(owner: Owner): Promise<Token> {
    return this.accessToken(owner, await this.startSession(owner, { refreshable: false }));
  }

  /** Starts a session that can be refreshed. */
  async startPair(owner: Owner): Promise<TokenPair> {
    const now = this.clock.now();
    return this.nextPair(owner, await this.startSession(owner, {}, now), now);
  }

  /** Issues another pair of tokens for a session. */
  async nextPair(owner: Owner, session: Session, now: Date): Promise<TokenPair> {
    const refreshToken = this.secrets.make('slr');
    const { token, expiresIn } = this.accessToken(owner, session);
    await this.sessions.addToken(new RefreshToken(this.secrets.hash(refreshToken), session), now);
    const refreshExpiresIn = Math.floor((session.expiresAt.getTime() - now.getTime()) / 1_000);
    return { accessToken: token, expiresIn, refreshToken, refreshExpiresIn };
  }

  /** Starts a session, for which the caller issues the tokens. */
  async startSession(
    { patronId, secondFactor }: Owner,
    traits: Omit<SessionTraits, 'userAgent'>,
    now: Date = this.clock.now(),
  ): Promise<Session> {
    const userAgent = this.scope.facts()?.userAgent?.slice(0, userAgentAtMost) || null;
    const session = new Session(patronId, now, { ...traits, userAgent });
    if (secondFactor === 'passed') session.passSecondFactor(now);
    await this.sessions.add(session);
    this.audit.record({
      action: 'accounts.session_started',
      subject: { type: 'session', id: session.id },
      details: { patronId },
    });
    return session;
  }

  private accessToken(owner: Owner, session: Session): Token {
    const { patronId, role, generation } = owner;
    return this.tokens.issue({ patronId, role, generation, session: session.id }, session.tokenSeconds());
  }
}
