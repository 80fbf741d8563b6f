import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Handover } from './handover.js';
import type { Library } from './library.js';
import { newcomer, staff, type Person } from './people.js';

/** What instances share in Redis. Without it, each instance has its own. */
export const shared: readonly Handover[] = [
  {
    title: 'Failed sign-ins count, wherever they were tried.',
    needsRedis: true,
    obtain: async (from) => {
      const person = await newcomer(from);
      for (let tries = 0; tries < 5; tries++) await tryWrongly(from, person, 401);
      return (at) => tryWrongly(at, person, 429);
    },
  },
  {
    title: 'A list that one release cached is served by the other, and dropped by its change.',
    needsRedis: true,
    needsBoth: true,
    obtain: (from) => {
      const subject = randomUUID();
      const path = `/v2/books?subject=${subject}`;
      const count = async (library: Library) =>
        (await library.call('GET', path, 200)).body.data.length as number;
      return Promise.resolve(async (at) => {
        expect([await count(from), await count(at)]).to.deep.equal([0, 0]);
        const json = { title: 'Zz a dropped list', contributors: [], subjects: [subject] };
        await at.call('POST', '/v2/books', 201, { token: await staff(at), json });
        expect([await count(from), await count(at)]).to.deep.equal([1, 1]);
      });
    },
  },
];

async function tryWrongly(at: Library, { email }: Person, status: number): Promise<void> {
  const json = { email, password: 'not the password of anybody' };
  await at.call('POST', '/v1/users/login', status, { json });
}
