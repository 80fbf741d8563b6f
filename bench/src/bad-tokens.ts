import { createSigner } from 'fast-jwt';
import { claimsOf } from './tokens.js';

/** Tokens that must be rejected. */
export function badTokens(secret: string, id: number): string[] {
  const [header, , signature] = createSigner({ key: secret, algorithm: 'HS256' })(claimsOf(id)).split('.');
  const sign = createSigner({ key: secret, algorithm: 'HS256' });
  const claims = Buffer.from(JSON.stringify(claimsOf(id))).toString('base64url');
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return [
    'nonsense',
    createSigner({ key: `${secret}!`, algorithm: 'HS256' })(claimsOf(id)),
    createSigner({ key: secret, algorithm: 'HS512' })(claimsOf(id)),
    `${unsigned}.${claims}.`,
    `${header}.${Buffer.from(JSON.stringify(claimsOf(id + 1))).toString('base64url')}.${signature}`,
    sign(claimsOf(id, 1)),
    sign({ ...claimsOf(id), iss: 'somebody' }),
    sign({ ...claimsOf(id), aud: 'somebody' }),
  ];
}
