import { expect } from 'chai';
import { toId } from '../../../src/interface/v2/ids.js';
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

describe('Locked admins', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open()));
  after(() => library.close());

  const acts: Record<string, (patron: Reader, admin: Reader, librarian: Reader) => Promise<Answer>> = {
    'patrons who close their accounts': ({ token }) => library.api.delete('/v1/users/me', { token }),
    'an admin who makes a patron a librarian': ({ patronId }, { token }) =>
      library.api.put(`/v1/users/${patronId}/role`, { token, json: { role: 'librarian' } }),
    'a librarian who disables an account': async ({ patronId }, _, { token }) => {
      const path = `/v2/patrons/${toId('patron', patronId)}`;
      const { headers } = await library.api.get(path, { token });
      const state = { 'If-Match': headers.get('ETag') ?? '', 'Content-Type': 'application/merge-patch+json' };
      return library.api.send('PATCH', path, { token, json: { disabled: true }, headers: state });
    },
    'a librarian who closes an account': ({ patronId }, _, { token }) =>
      library.api.delete(`/v2/patrons/${toId('patron', patronId)}`, { token }),
  };
  for (const [who, act] of Object.entries(acts))
    it(`do not keep ${who} waiting, because only admins are counted`, async () => {
      const people = await Promise.all([
        library.reader(),
        library.reader('admin'),
        library.reader('librarian'),
      ]);
      const answer = await library.transaction(async (client) => {
        await client.query(`select from patron where role = 'admin' for update`);
        return act(...people);
      });
      expect(answer.status).to.be.oneOf([200, 204]);
    });
});
