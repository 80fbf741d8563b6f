/** Lifetimes in seconds: of a session since its last refresh, of its access tokens, and of a token without refresh. */
const lifetimes = { session: 30 * 24 * 60 * 60, token: 900, singleToken: 3_600 };

export interface SessionTraits {
  readonly refreshable?: boolean;
  readonly userAgent?: string | null;
  /** The lifetime in seconds of a session that cannot be refreshed. */
  readonly seconds?: number;
}

/**
 * A family of tokens. It lasts from sign-in until it is ended or has not been refreshed for its lifetime. A session
 * that cannot be refreshed has one token and ends with it.
 */
export class Session {
  declare readonly id: number;
  readonly patronId: number;
  readonly startedAt: Date;
  readonly refreshable: boolean;
  /** The program that signed in, as it calls itself. */
  readonly userAgent: string | null;
  /** When its tokens were refreshed last; null: never. */
  refreshedAt: Date | null = null;
  expiresAt: Date;
  endedAt: Date | null = null;
  /** When its owner gave the code of a second factor. */
  secondFactorAt: Date | null = null;

  constructor(
    patronId: number,
    now: Date,
    { refreshable = true, userAgent = null, seconds = lifetimes.singleToken }: SessionTraits = {},
  ) {
    this.patronId = patronId;
    this.startedAt = now;
    this.refreshable = refreshable;
    this.userAgent = userAgent;
    this.expiresAt = later(now, refreshable ? lifetimes.session : seconds);
  }

  /** The lifetime of each access token of this session. */
  tokenSeconds(): number {
    return this.refreshable ? lifetimes.token : lifetimes.singleToken;
  }

  /** Whether this is a session of this patron that can still be used. */
  isRunning(patronId: number, now: Date): boolean {
    return this.patronId === patronId && this.endedAt === null && this.expiresAt > now;
  }

  /** Extends the session to 30 days from now. */
  extend(now: Date): void {
    this.refreshedAt = now;
    this.expiresAt = later(now, lifetimes.session);
  }

  passSecondFactor(now: Date): void {
    this.secondFactorAt = now;
  }

  end(now: Date): void {
    this.endedAt = now;
  }
}

/** Can be exchanged once for a new pair of tokens. A second use means that the token was stolen. */
export class RefreshToken {
  readonly hash: string;
  readonly sessionId: number;
  readonly expiresAt: Date;
  spentAt: Date | null = null;

  constructor(hash: string, session: Session) {
    this.hash = hash;
    this.sessionId = session.id;
    this.expiresAt = session.expiresAt;
  }

  isExpiredAt(now: Date): boolean {
    return this.expiresAt <= now;
  }

  spend(now: Date): void {
    this.spentAt = now;
  }
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}
