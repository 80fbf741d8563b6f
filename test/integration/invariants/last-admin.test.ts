import { expect } from 'chai';
import type { Answer } from '../../support/api-client.js';
import { BusyLibrary, tally, type Reader } from './busy-library.js';
import { countAdmins } from './storm.js';

/** The attack is more effective on a warm service. */
const rounds = 3;

describe('all admins of a library who give up the role at the same moment', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open()));
  after(() => library.close());

  it('leave one admin behind: the library is never without an admin', async () => {
    await attack(({ patronId, token }) =>
      library.api.put(`/v1/users/${patronId}/role`, { token, json: { role: 'patron' } }),
    );
  });

  it('leave one admin behind when they close their accounts instead', async () => {
    await attack(({ token }) => library.api.delete('/v1/users/me', { token }));
  });

  async function attack(layDown: (admin: Reader) => Promise<Answer>): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      const newcomers = 10 - (await countAdmins(library));
      admins.push(...(await library.readers(newcomers, 'admin')));
      const answers = await Promise.all(admins.map(layDown));
      expect(tally(answers)).to.deep.equal({ 200: 9, '409 accounts.last_admin': 1 });
      expect(await countAdmins(library)).to.equal(1);
      admins = admins.filter((_, index) => answers[index]?.status === 409);
    }
  }

  let admins: Reader[] = [];
});
