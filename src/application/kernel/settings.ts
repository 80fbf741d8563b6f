import type { LifecycleDays } from '../../domain/kernel/lifecycle/lifecycle-days.js';

/** Plain values that services need and the composition provides. Each symbol is the token of its value. */

/** Major → its served minors, oldest first. */
export type ServedMinors = Readonly<Record<number, readonly string[]>>;
export const ServedMinors = Symbol('kernel.ServedMinors');

/** All scopes that an API key can have, such as `catalogue:read`: read or write access to the data of a feature. */
export type KnownScopes = readonly string[];
export const KnownScopes = Symbol('kernel.KnownScopes');

/** An end of life as it is declared, with everything that it ends. */
export interface DeclaredLifecycle extends LifecycleDays {
  readonly id: string;
  /** The path of what replaces it; undefined if nothing does. */
  readonly successor: string | undefined;
  /** The page that tells clients what to change. */
  readonly guide: string;
  /** Calls of these use it. `element` is empty for a whole operation, and otherwise a part of it: `query:colour`. */
  readonly uses: readonly {
    readonly major: number;
    readonly operationId: string;
    readonly element: string;
  }[];
}

/** All declared ends of life. They are known once all routes are. */
export interface DeclaredLifecycles {
  all(): readonly DeclaredLifecycle[];
}
export const DeclaredLifecycles = Symbol('kernel.DeclaredLifecycles');
