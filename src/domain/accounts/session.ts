/** A refresh token is good for so long, and so is a session that nobody refreshes: 30 days, in milliseconds. */
const lifeMs = 30 * 24 * 60 * 60 * 1_000;

/** From a sign-in until it is ended, or until nobody has refreshed it for long: a family of tokens. */
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

  /** Gives it another 30 days. */
  extend(now: Date): void {
    this.expiresAt = new Date(now.getTime() + lifeMs);
  }

  end(now: Date): void {
    this.endedAt = now;
  }
}

/** Good for one new pair of tokens. Who shows it a second time, or somebody before them, has stolen it. */
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
