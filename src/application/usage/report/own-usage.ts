import type { SignedIn } from '../../kernel/request/caller.js';

/** The calls of one operation that were answered as one minor. */
export interface UsedOperation {
  readonly operationId: string;
  readonly minor: string;
  readonly calls: number;
  readonly lastAt: Date;
}

/** Reads which operations a client calls. */
export interface OwnUsage {
  /**
   * The calls of one major since a moment, one entry for each operation and minor. Of an API key, its own calls; of a
   * person, those of all clients that belong to them.
   */
  calls(caller: SignedIn, major: number, since: Date): Promise<readonly UsedOperation[]>;
}
export const OwnUsage = Symbol('usage.OwnUsage');
