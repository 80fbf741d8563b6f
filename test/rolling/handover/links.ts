import { expect } from 'chai';
import type { Handover } from './handover.js';
import type { Library } from './library.js';
import { enter, newAddress, newcomer, signIn } from './people.js';

const [minute, day] = [60, 24 * 60 * 60];
const newPassword = 'another long and quiet evening';

/** Links in letters and on the terminal. */
export const links: readonly Handover[] = [
  {
    title: 'A mailed link verifies the address for three days, once.',
    after: 3 * day - minute,
    obtain: async (from) => {
      const person = await newcomer(from);
      const token = await enter(from, person);
      const me = await from.call('GET', '/v2/me', 200, { token });
      const email = newAddress();
      await from.call('PATCH', '/v2/me', 200, {
        token,
        json: { email, currentPassword: person.password },
        headers: { 'If-Match': me.headers['etag'] ?? '' },
      });
      const json = { token: await from.linkTo(email, 'verify') };
      return async (at) => {
        await at.call('POST', '/v2/email-verifications', 204, { json });
        await at.call('POST', '/v2/email-verifications', 400, { json });
        await signIn(at, { email, password: person.password });
      };
    },
  },
  {
    title: 'A mailed link sets a new password for 30 minutes, once, through /v1 too.',
    after: 29 * minute,
    obtain: async (from) => {
      const { email } = await newcomer(from);
      await from.call('POST', '/v2/password-resets', 202, { json: { email } });
      const token = await from.linkTo(email, 'reset');
      return async (at) => {
        const path = '/v1/users/password-resets/complete';
        await at.call('POST', path, 200, { json: { token, password: newPassword } });
        await setsNothing(at, token);
        await signIn(at, { email, password: newPassword });
      };
    },
  },
  {
    title: 'A mailed link is refused when its 30 minutes are over.',
    after: 31 * minute,
    obtain: async (from) => {
      const { email } = await newcomer(from);
      await from.call('POST', '/v2/password-resets', 202, { json: { email } });
      const token = await from.linkTo(email, 'reset');
      return (at) => setsNothing(at, token);
    },
  },
  invitation('The mailed link of create-admin makes an admin within 30 minutes, once.', 29 * minute, 'mail'),
  invitation(
    'The printed link of create-admin makes an admin within 15 minutes, once.',
    14 * minute,
    'terminal',
  ),
];

function invitation(title: string, after: number, by: 'mail' | 'terminal'): Handover {
  return {
    title,
    after,
    obtain: async (from) => {
      const email = newAddress();
      const token = await from.inviteAdmin(email, by);
      return async (at) => {
        await at.call('POST', '/v2/password-resets/completions', 204, { json: { token, newPassword } });
        await setsNothing(at, token);
        const { accessToken } = await signIn(at, { email, password: newPassword });
        const { body } = await at.call('GET', '/v2/me', 200, { token: accessToken });
        expect(body).to.include({ role: 'admin' });
      };
    },
  };
}

async function setsNothing(at: Library, token: string): Promise<void> {
  const json = { token, newPassword: 'a password that nobody gets' };
  const { body } = await at.call('POST', '/v2/password-resets/completions', 400, { json });
  expect(body).to.include({ code: 'accounts.link_invalid' });
}
