import { expect } from 'chai';
import { addPerson, type Person } from '../../../support/people.js';
import { startService, type RunningService } from '../../../support/service.js';

const names = [
  'customer, confirm your card: https://evil.example',
  'www.evil.example',
  'ada@evil.example',
  'a/b',
  'Ada\r\nBcc: all@example.org',
  'Ada\u202e',
  'Ada\u2066',
  'ｗｗｗ．evil.example',
];

describe('A name that would be a link or change the letter around it', () => {
  let running: RunningService;
  let person: Person;
  before(async () => {
    running = await startService({ content: 'migrated' });
    person = await addPerson(running);
  });
  after(() => running.stop());

  for (const field of ['username', 'first_name', 'last_name']) {
    it(`is refused as a ${field} over /v1, at registration and later`, async () => {
      for (const name of names) {
        const json = {
          username: 'ada',
          email: 'ada@example.org',
          password: 'a long and quiet evening',
          [field]: name,
        };
        const made = await running.api.post('/v1/users/register', { json });
        expect([made.status, Object.keys(made.body.errors)]).to.deep.equal([400, [field]]);
        const changed = await running.api.put('/v1/users/me', {
          token: person.token,
          json: { [field]: name },
        });
        expect([changed.status, Object.keys(changed.body.errors)]).to.deep.equal([400, [field]]);
      }
    });
  }

  it('is not needed for the names that people have', async () => {
    for (const name of ["Siobhán O'Reilly", 'J. R. R. Tolkien', 'Jean-Luc', '小林', 'می\u200cنا']) {
      const answer = await running.api.put('/v1/users/me', {
        token: person.token,
        json: { first_name: name },
      });
      expect([answer.status, answer.body.first_name]).to.deep.equal([200, name]);
    }
  });
});
