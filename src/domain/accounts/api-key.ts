export interface NewApiKey {
  readonly patronId: number;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  /** Null: the key never expires. */
  readonly expiresAt: Date | null;
}

/** Credentials for a program. A key has its owner's current permissions, limited to its scopes. */
export class ApiKey {
  declare readonly id: number;
  readonly patronId: number;
  readonly name: string;
  readonly hash: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  revokedAt: Date | null = null;
  /** Exact to a minute; null: never. */
  readonly lastUsedAt: Date | null = null;

  constructor(key: NewApiKey, now: Date) {
    this.patronId = key.patronId;
    this.name = key.name;
    this.hash = key.hash;
    this.scopes = [...new Set(key.scopes)];
    this.createdAt = now;
    this.expiresAt = key.expiresAt;
  }

  revoke(now: Date): void {
    this.revokedAt = now;
  }
}

/** False for `accounts:write`: a key with that scope could create keys with more scopes than it has itself. */
export function isGrantable(scope: string): boolean {
  return scope !== 'accounts:write';
}
