import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type { Handover } from './handover.js';
import type { Library } from './library.js';
import { enter, newcomer, signIn, staff, type Person } from './people.js';

/** Second factors. */
export const secondFactors: readonly Handover[] = [
  {
    title: 'An authenticator app gives the codes for signing in.',
    after: 5 * 60,
    obtain: async (from) => {
      const { person, secret } = await enrolled(from);
      return async (at) => {
        await signIn(at, person, 403);
        await signIn(at, person, 200, codeOf(secret, at.clock.now()));
      };
    },
  },
  {
    title: 'A recovery code signs in, once.',
    obtain: async (from) => {
      const { person, recoveryCodes } = await enrolled(from);
      const [spent, unused] = recoveryCodes;
      await signIn(from, person, 200, spent);
      return async (at) => {
        await signIn(at, person, 403, spent);
        await signIn(at, person, 200, unused);
        await signIn(at, person, 403, unused);
      };
    },
  },
];

/** A new librarian with a second factor. */
async function enrolled(from: Library) {
  const person = await newLibrarian(from);
  const { accessToken: token } = await signIn(from, person);
  const json = { currentPassword: person.password };
  const { body: invited } = await from.call('POST', '/v2/me/second-factor', 201, { token, json });
  const secret = invited.secret as string;
  const { body: confirmed } = await from.call('POST', '/v2/me/second-factor/confirmations', 200, {
    token,
    json: { code: codeOf(secret, from.clock.now()) },
  });
  expect(confirmed.recoveryCodes).to.have.length.above(1);
  return { person, secret, recoveryCodes: confirmed.recoveryCodes as string[] };
}

async function newLibrarian(from: Library): Promise<Person> {
  const person = await newcomer(from);
  const me = await from.call('GET', '/v2/me', 200, { token: await enter(from, person) });
  const promotion = { token: await staff(from, 'admin'), json: { role: 'librarian' } };
  const headers = { 'If-Match': me.headers['etag'] ?? '' };
  await from.call('PATCH', `/v2/patrons/${me.body.id}`, 200, { ...promotion, headers });
  return person;
}

function codeOf(secret: string, timestamp: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}
