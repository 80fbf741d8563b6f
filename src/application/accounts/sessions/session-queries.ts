import type { Slice, SliceRequest } from '../../kernel/storage/slice.js';

/** A running session as shown to its owner. */
export interface SessionView {
  readonly id: number;
  /** False for a session of one token. */
  readonly refreshable: boolean;
  readonly startedAt: Date;
  /** The program that signed in, as it calls itself. */
  readonly userAgent: string | null;
  /** Null if it was never refreshed. */
  readonly refreshedAt: Date | null;
  readonly expiresAt: Date;
}

/** Reads the running sessions of one patron. */
export interface SessionQueries {
  /** Sorted by id. */
  list(patronId: number, slice: SliceRequest): Promise<Slice<SessionView>>;
}
export const SessionQueries = Symbol('accounts.SessionQueries');
