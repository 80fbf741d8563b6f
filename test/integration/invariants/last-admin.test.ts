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

  it('leave an admin behind when each demotes the next one: the library is never without an admin', async () => {
    for (let round = 0; round < rounds; round++) {
      await fillUp();
      const demote = ({ token }: Reader, at: number) => {
        const next = admins[(at + 1) % admins.length];
        return library.api.put(`/v1/users/${next?.patronId}/role`, { token, json: { role: 'patron' } });
      };
      const answers = await Promise.all(admins.map(demote));
      for (const { status } of answers) expect(status).to.be.oneOf([200, 401, 403, 409]);
      admins = admins.filter((_, at) => answers.at(at - 1)?.status !== 200);
      expect(admins).to.not.deep.equal([]);
      expect(await countAdmins(library)).to.equal(admins.length);
    }
  });

  it('leave one admin behind when they close their accounts instead', async () => {
    await attack(({ token }) => library.api.delete('/v1/users/me', { token }));
  });

  it('do not keep patrons waiting who close their accounts: only admins are counted', async () => {
    const { token } = await library.reader();
    const answer = await library.transaction(async (client) => {
      await client.query(`select from patron where role = 'admin' for update`);
      return library.api.delete('/v1/users/me', { token });
    });
    expect(answer.status).to.equal(200);
  });

  async function fillUp(): Promise<void> {
    admins.push(...(await library.readers(10 - (await countAdmins(library)), 'admin')));
  }

  async function attack(layDown: (admin: Reader) => Promise<Answer>): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      await fillUp();
      const answers = await Promise.all(admins.map(layDown));
      expect(tally(answers)).to.deep.equal({ 200: 9, '409 accounts.last_admin': 1 });
      expect(await countAdmins(library)).to.equal(1);
      admins = admins.filter((_, index) => answers[index]?.status === 409);
    }
  }

  let admins: Reader[] = [];
});
