import { createSigner, createVerifier } from 'fast-jwt';
import type { Token, Tokens } from '../../application/accounts/tokens.js';
import type { Clock } from '../../application/kernel/clock.js';
import type { SignedIn } from '../../application/kernel/caller.js';

const lifeSeconds = 3_600;
const issuer = 'shelflife';
const audience = 'shelflife';

interface Claims {
  readonly sub: string;
}

/** HS256 tokens. Only this algorithm is accepted, and only with issuer, audience, expiry and subject. */
export class JwtTokens implements Tokens {
  private readonly sign: (payload: object) => string;
  private readonly verify: (token: string) => Claims;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    this.sign = createSigner({ key: secret, algorithm: 'HS256' });
    this.verify = createVerifier({
      key: secret,
      algorithms: ['HS256'],
      allowedIss: issuer,
      allowedAud: audience,
      requiredClaims: ['iss', 'aud', 'exp', 'sub'],
      ignoreExpiration: true,
    });
  }

  issue({ patronId, role }: SignedIn): Token {
    const now = this.seconds();
    const times = { iat: now, exp: now + lifeSeconds };
    const token = this.sign({ iss: issuer, aud: audience, sub: String(patronId), role, ...times });
    return { token, expiresIn: lifeSeconds };
  }

  read(token: string): number | undefined {
    try {
      const { sub, exp } = this.verify(token) as Claims & { exp: unknown };
      const alive = typeof exp === 'number' && exp > this.seconds();
      return alive && /^\d{1,15}$/.test(sub) ? Number(sub) : undefined;
    } catch {
      return undefined;
    }
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1_000);
  }
}
