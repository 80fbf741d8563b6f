/** Lifetime of a refresh token and of a session that is not refreshed: 30 days, in milliseconds. */
const lifeMs = 30 * 24 * 60 * 60 * 1_000;

/** A family of tokens. It lasts from sign-in until it is ended or has not been refreshed for its lifetime. */
export class Session {
  declare readonly id: number;
  readonly patronId: number;
  readonly startedAt: Date;
  expiresAt: Date;
  endedAt: Date | null = null;

  constructor(patronId: number, now: Date) {
    this.patronId = patronId;
    this.startedAt = now;
    this.expiresAt = new Date(now.getTime() + lifeMs);
  }

  /** Extends the session to 30 days from now. */
  extend(now: Date): void {
    this.expiresAt = new Date(now.getTime() + lifeMs);
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
