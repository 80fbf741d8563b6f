import { expect } from 'chai';
import type { Handover } from './handover.js';
import type { Library } from './library.js';
import { enter, newcomer, signIn, staff } from './people.js';

const [quarter, hour, day] = [15 * 60, 60 * 60, 24 * 60 * 60];
const [before, behind] = [-60, 10];

/** Passwords, tokens, keys and pins. */
export const credentials: readonly Handover[] = [
  {
    title: 'A password is accepted, however its letters are composed.',
    obtain: async (from) => {
      const { email } = await newcomer(from, 'ein stiller, süßer Abend');
      return async (at) =>
        void (await signIn(at, { email, password: 'ein stiller, süßer Abend'.normalize('NFD') }));
    },
  },
  lasting('An access token of /v1 is accepted until its hour is over.', hour + before, 200, tokenOfV1),
  lasting('An access token of /v1 is refused when its hour is over.', hour + behind, 401, tokenOfV1),
  lasting(
    'An access token of /v2 is accepted until its 15 minutes are over.',
    quarter + before,
    200,
    tokenOfV2,
  ),
  lasting(
    'An access token of /v2 is refused when its 15 minutes are over.',
    quarter + behind,
    401,
    tokenOfV2,
  ),
  {
    title: 'A new password ends the tokens of both majors.',
    obtain: async (from) => {
      const person = await newcomer(from);
      const [first, { accessToken: second }] = [await enter(from, person), await signIn(from, person)];
      return async (at) => {
        await at.call('GET', '/v2/me', 200, { token: first });
        await at.call('GET', '/v1/users/me', 200, { token: second });
        const json = { currentPassword: person.password, newPassword: 'another long and quiet evening' };
        const { accessToken: token } = await signIn(at, person);
        await at.call('POST', '/v2/me/password-changes', 200, { token, json });
        for (const ended of [first, second]) await at.call('GET', '/v2/me', 401, { token: ended });
      };
    },
  },
  {
    title: 'A refresh token gives another pair until its 30 days are over, once.',
    after: 30 * day + before,
    obtain: async (from) => {
      const { refreshToken, refreshExpiresIn } = await signIn(from, await newcomer(from));
      expect(refreshExpiresIn).to.equal(30 * day);
      return async (at) => {
        const { accessToken: token } = (await refresh(at, refreshToken, 200)).body;
        await at.call('GET', '/v2/me', 200, { token });
        await refresh(at, refreshToken, 401);
      };
    },
  },
  {
    title: 'A refresh token is refused when its 30 days are over.',
    after: 30 * day + behind,
    obtain: async (from) => {
      const { refreshToken } = await signIn(from, await newcomer(from));
      return async (at) => void (await refresh(at, refreshToken, 401));
    },
  },
  {
    title: 'A refresh token that was used before is refused, and ends its session.',
    obtain: async (from) => {
      const { refreshToken } = await signIn(from, await newcomer(from));
      const { body: next } = await refresh(from, refreshToken, 200);
      return async (at) => {
        await at.call('GET', '/v2/me', 200, { token: next.accessToken });
        await refresh(at, refreshToken, 401);
        await at.call('GET', '/v2/me', 401, { token: next.accessToken });
      };
    },
  },
  {
    title: 'An API key has its scopes and no others, until it expires.',
    after: day + before,
    obtain: async (from) => {
      const expiresAt = new Date(from.clock.now() + day * 1_000).toISOString();
      const token = await keyOf(from, { name: 'terminal', scopes: ['accounts:read'], expiresAt });
      return async (at) => {
        await at.call('GET', '/v2/me', 200, { token });
        await at.call('POST', '/v2/books', 403, { token, json: { title: 'Zz', contributors: [] } });
      };
    },
  },
  {
    title: 'An API key is refused when it has expired.',
    after: day + behind,
    obtain: async (from) => {
      const expiresAt = new Date(from.clock.now() + day * 1_000).toISOString();
      const token = await keyOf(from, { name: 'terminal', scopes: ['accounts:read'], expiresAt });
      return async (at) => void (await at.call('GET', '/v2/me', 401, { token }));
    },
  },
  {
    title: 'A pin chooses the minor for both tokens of its owner.',
    obtain: async (from) => {
      const person = await newcomer(from);
      const token = await enter(from, person);
      await from.call('PUT', '/v2/me/pins/v1', 200, { token, json: { minor: '1.1' } });
      return async (at) => {
        for (const each of [token, (await signIn(at, person)).accessToken]) {
          const { headers } = await at.call('GET', '/v1/users/me', 200, { token: each });
          expect(headers['api-version']).to.equal('1.1');
        }
      };
    },
  },
];

function lasting(
  title: string,
  after: number,
  status: number,
  tokenFrom: (from: Library) => Promise<string>,
): Handover {
  return {
    title,
    after,
    obtain: async (from) => {
      const token = await tokenFrom(from);
      return async (at) => {
        await at.call('GET', '/v1/users/me', status, { token });
        await at.call('GET', '/v2/me', status, { token });
      };
    },
  };
}

async function tokenOfV1(from: Library): Promise<string> {
  const json = await newcomer(from);
  const { body } = await from.call('POST', '/v1/users/login', 200, { json });
  expect(body).to.include({ expires_in: hour });
  return body.token as string;
}

async function tokenOfV2(from: Library): Promise<string> {
  const { accessToken, expiresIn } = await signIn(from, await newcomer(from));
  expect(expiresIn).to.equal(quarter);
  return accessToken;
}

function refresh(at: Library, refreshToken: string, status: number): ReturnType<Library['call']> {
  return at.call('POST', '/v2/tokens', status, { json: { grantType: 'refresh', refreshToken } });
}

async function keyOf(from: Library, json: object): Promise<string> {
  const { body } = await from.call('POST', '/v2/api-keys', 201, { token: await staff(from), json });
  return body.key as string;
}
