/** An API key of the standard seed. Nobody knows the key itself, so it opens nothing. */
export interface SeedKey {
  /** E-mail address of its owner. */
  readonly owner: string;
  /** Unique for its owner. */
  readonly name: string;
  readonly scopes: readonly string[];
}

export const keys: readonly SeedKey[] = [
  { owner: 'librarian@example.org', name: 'Catalogue terminal', scopes: ['catalogue:read'] },
];
