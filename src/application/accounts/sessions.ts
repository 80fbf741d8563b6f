import type { RefreshToken, Session } from '../../domain/accounts/session.js';

/** The sessions and their refresh tokens, for jobs that change them. Lock a token before its session. */
export interface Sessions {
  /** Stores a new session in the running unit of work; it has its id afterwards. Those that have expired go. */
  add(session: Session): Promise<void>;
  /** Stores a new token of a session. Those of it that have expired go. */
  addToken(token: RefreshToken, now: Date): Promise<void>;
  /** Gives the token as it is now, locked until the unit of work ends. */
  lockToken(hash: string): Promise<RefreshToken | undefined>;
  /** Gives the session as it is now, locked until the unit of work ends. */
  lock(id: number): Promise<Session | undefined>;
  /** Removes refresh tokens and sessions whose time is over, each up to the limit. Gives how many of the more. */
  removeExpired(now: Date, limit: number): Promise<number>;
  /** Ends all sessions of a patron that are still running. */
  endAll(patronId: number, now: Date): Promise<void>;
}
export const Sessions = Symbol('accounts.Sessions');
