/** What API keys can be made for: reading or writing what a feature keeps. Told by the composition. */
export interface Scopes {
  /** Such as `catalogue:read`. */
  readonly all: readonly string[];
}
export const Scopes = Symbol('kernel.Scopes');
