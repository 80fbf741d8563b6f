import type { TokenPair } from '../../../../application/accounts/sessions/token-issuer.js';
import type { Tokens } from './token-shapes.js';

export function presentTokens({ accessToken, expiresIn, refreshToken, refreshExpiresIn }: TokenPair): Tokens {
  return { accessToken, tokenType: 'Bearer', expiresIn, refreshToken, refreshExpiresIn };
}
