/** Plain values that services need and the composition provides. Each symbol is the token of its value. */

/** Major → its minors that are served, oldest first. */
export type ServedMinors = Readonly<Record<number, readonly string[]>>;
export const ServedMinors = Symbol('kernel.ServedMinors');

/** All scopes that an API key can have, such as `catalogue:read`: reading or writing what a feature keeps. */
export type KnownScopes = readonly string[];
export const KnownScopes = Symbol('kernel.KnownScopes');
