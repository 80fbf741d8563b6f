import { createSigner } from 'fast-jwt';

/** A patron with a token that is valid for a day. */
export interface Reader {
  readonly id: number;
  readonly token: string;
}

/** Tokens as the service issues them without a session, but with a longer life. */
export function readersOf(ids: readonly number[], secret: string): Reader[] {
  const sign = createSigner({ key: secret, algorithm: 'HS256' });
  return ids.map((id) => ({ id, token: sign(claimsOf(id)) }));
}

export function claimsOf(id: number, exp = seconds() + 86_400): object {
  return { iss: 'shelflife', aud: 'shelflife', sub: String(id), role: 'patron', iat: seconds(), exp };
}

function seconds(): number {
  return Math.floor(Date.now() / 1_000);
}
