export interface NewApiKey {
  readonly patronId: number;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  /** Null means never. */
  readonly expiresAt: Date | null;
}

/** What a machine shows in the place of its owner: it may do what they may, and of that only what it was made for. */
export class ApiKey {
  declare readonly id: number;
  readonly patronId: number;
  readonly name: string;
  readonly hash: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  revokedAt: Date | null = null;

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

/** Who could write accounts could make themselves a key with more scopes: no key is given that one. */
export function isGrantable(scope: string): boolean {
  return scope !== 'accounts:write';
}
