import { createHmac } from 'node:crypto';
import { ApiKeyService } from '../../../src/application/accounts/api-key-service.js';
import { addPerson } from '../../support/people.js';
import type { RunningService } from '../../support/service.js';
import type { World } from './bad-request.js';

export const jwtSecret = 'the secret of these tests, and of no others';

/** People, tokens and keys for the tables. */
export async function furnish(running: RunningService): Promise<World> {
  const patron = await addPerson(running, 'patron');
  const librarian = await addPerson(running, 'librarian');
  const admin = await addPerson(running, 'admin');
  const wish = { name: 'narrow', scopes: ['catalogue:read'], expiresAt: null };
  const { secret } = await running.service.container.resolve(ApiKeyService).create(librarian.id, wish);
  const { email, password } = patron;
  const pair = await running.api.post('/v2/tokens', { json: { grantType: 'password', email, password } });
  const list = await running.api.get('/v2/patrons?limit=1', { token: librarian.token });
  return {
    tokens: { patron: patron.token, librarian: librarian.token, admin: admin.token, narrowKey: secret },
    forge: forger(String(patron.id)),
    cursor: list.body.page.nextCursor as string,
    refreshToken: pair.body.refreshToken as string,
    email,
  };
}

/** Every claim of this owner's valid token can be replaced. Undefined claims are left out. */
function forger(sub: string): World['forge'] {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return (claims, header = {}, hash = 'sha256', secret = jwtSecret) => {
    const iat = Math.floor(Date.now() / 1_000);
    const good = { iss: 'shelflife', aud: 'shelflife', sub, role: 'patron', iat, exp: iat + 3_600 };
    const payload = Array.isArray(claims) ? claims : { ...good, ...claims };
    const text = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode(payload)}`;
    return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
  };
}
