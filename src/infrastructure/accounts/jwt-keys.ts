import { hkdfSync } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';

type Verify<Payload> = (token: string) => Payload;

/** The claims that a token must have. */
export interface Issued {
  readonly issuer: string;
  readonly audience: string;
  readonly claims: string[];
}

/**
 * Signs HS256 tokens with the first secret, and verifies them with any. The header of a token names its secret (`kid`),
 * so that a secret can be replaced while tokens of the older one are in use. A token without `kid` is of an older
 * release and may be signed with any of the secrets.
 */
export class JwtKeys<Payload> {
  readonly sign: (payload: object) => string;
  private readonly byId: ReadonlyMap<string, Verify<Payload>>;

  constructor(secrets: readonly string[], { issuer, audience, claims }: Issued) {
    const [first = ''] = secrets;
    this.sign = createSigner({ key: first, algorithm: 'HS256', kid: idOf(first) });
    const verifierOf = (key: string): Verify<Payload> =>
      createVerifier({
        key,
        algorithms: ['HS256'],
        allowedIss: issuer,
        allowedAud: audience,
        requiredClaims: claims,
        ignoreExpiration: true,
      });
    this.byId = new Map(secrets.map((secret) => [idOf(secret), verifierOf(secret)]));
  }

  /** The claims of a token; undefined if it is malformed, or not signed with one of the secrets. */
  verify(token: string): Payload | undefined {
    for (const verify of this.verifiersFor(token)) {
      try {
        return verify(token);
      } catch {
        // Another secret may fit.
      }
    }
  }

  private verifiersFor(token: string): Iterable<Verify<Payload>> {
    const kid = keyIdIn(token);
    if (kid === undefined) return this.byId.values();
    const verify = this.byId.get(kid);
    return verify ? [verify] : [];
  }
}

/** A name for a secret that does not reveal it. */
function idOf(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'key id', 6)).toString('base64url');
}

/** Undefined if the header names no key. A malformed header names a key that does not exist. */
function keyIdIn(token: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()) as unknown;
    const { kid } = (header ?? {}) as { readonly kid?: unknown };
    if (kid === undefined) return undefined;
    return typeof kid === 'string' ? kid : '';
  } catch {
    return '';
  }
}
