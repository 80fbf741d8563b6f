/** Plain values that services need and the composition provides. Each symbol is the token of its value. */

/** Major → its served minors, oldest first. */
export type ServedMinors = Readonly<Record<number, readonly string[]>>;
export const ServedMinors = Symbol('kernel.ServedMinors');

/** All scopes that an API key can have, such as `catalogue:read`: read or write access to the data of a feature. */
export type KnownScopes = readonly string[];
export const KnownScopes = Symbol('kernel.KnownScopes');
