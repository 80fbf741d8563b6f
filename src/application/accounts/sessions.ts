import type { RefreshToken, Session } from '../../domain/accounts/session.js';

/** Write access to sessions and refresh tokens. Lock a token before its session. */
export interface Sessions {
  /** Stores a new session in the running unit of work, sets its id, and removes the patron's expired sessions. */
  add(session: Session): Promise<void>;
  /** Stores a new token of a session and removes the expired tokens of that session. */
  addToken(token: RefreshToken, now: Date): Promise<void>;
  /** Returns the token's present state, locked until the unit of work ends. */
  lockToken(hash: string): Promise<RefreshToken | undefined>;
  /** Returns the session's present state, locked until the unit of work ends. */
  lock(id: number): Promise<Session | undefined>;
  /**
   * Removes expired refresh tokens and expired sessions, up to the limit of each. Returns the larger of the two counts.
   */
  removeExpired(now: Date, limit: number): Promise<number>;
  /** Ends all running sessions of a patron, except the named one. */
  endAll(patronId: number, now: Date, except?: number): Promise<void>;
  /** Deletes all sessions, with their tokens, of a patron whose account is closed. */
  removeAll(patronId: number): Promise<void>;
}
export const Sessions = Symbol('accounts.Sessions');
