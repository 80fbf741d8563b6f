import type { Policy } from '../../domain/circulation/policy.js';

/** What the library allows whom. */
export interface Policies {
  /** All policies: a library has few. There is always a default. */
  all(): Promise<readonly Policy[]>;
}
export const Policies = Symbol('circulation.Policies');
