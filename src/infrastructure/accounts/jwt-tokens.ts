import { LRUCache } from 'lru-cache';
import type { Claims, Token, TokenOwner, Tokens } from '../../application/accounts/tokens.js';
import type { Clock } from '../../application/kernel/clock.js';
import { JwtKeys } from './jwt-keys.js';

/** Verified tokens with their claims, so that a token is verified once. */
const verifiedAtMost = 10_000;
const issuer = 'shelflife';

/** The claims that the verifier returns and `read` checks itself. */
interface Payload {
  readonly sub: string;
  readonly exp: unknown;
  /** The generation of the account's tokens. Tokens of releases before 1.0 do not have it and are of the first one. */
  readonly gen?: unknown;
  /** The session id, as text. */
  readonly sid?: unknown;
}

interface Verified {
  readonly claims: Claims;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

/** HS256 tokens. Only this algorithm is accepted, and only with issuer, audience, expiry and subject. */
export class JwtTokens implements Tokens {
  private readonly keys: JwtKeys<Payload>;
  private readonly verified = new LRUCache<string, Verified>({ max: verifiedAtMost });

  /**
   * @param secrets the first signs, all verify
   * @param audience what the tokens are for: those for another audience are not valid
   */
  constructor(
    secrets: readonly string[],
    private readonly clock: Clock,
    private readonly audience = 'shelflife',
  ) {
    this.keys = new JwtKeys(secrets, { issuer, audience, claims: ['iss', 'aud', 'exp', 'sub'] });
  }

  issue({ patronId, role, generation, session }: TokenOwner, expiresIn: number): Token {
    const now = this.seconds();
    const claims = {
      iss: issuer,
      aud: this.audience,
      sub: String(patronId),
      role,
      gen: generation,
      iat: now,
      exp: now + expiresIn,
    };
    return {
      token: this.keys.sign({ ...claims, ...(session !== undefined && { sid: String(session) }) }),
      expiresIn,
    };
  }

  read(token: string): Claims | undefined {
    const verified = this.verified.get(token) ?? this.look(token);
    return verified && verified.expiresAt > this.seconds() ? verified.claims : undefined;
  }

  private look(token: string): Verified | undefined {
    const payload = this.keys.verify(token);
    if (!payload) return undefined;
    const { sub, exp, sid, gen = 1 } = payload;
    const patronId = keyIn(sub);
    const session = keyIn(sid);
    if (typeof exp !== 'number' || typeof gen !== 'number' || patronId === undefined) return undefined;
    if (sid !== undefined && session === undefined) return undefined;
    const verified = {
      claims: { patronId, generation: gen, ...(session !== undefined && { session }) },
      expiresAt: exp,
    };
    this.verified.set(token, verified);
    return verified;
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1_000);
  }
}

function keyIn(claim: unknown): number | undefined {
  return typeof claim === 'string' && /^\d{1,15}$/.test(claim) ? Number(claim) : undefined;
}
