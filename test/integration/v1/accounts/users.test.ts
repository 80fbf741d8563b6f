import { expect } from 'chai';
import { patronNotFound } from '../../../../src/domain/kernel/not-found.js';
import { notAllowed, validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { addPerson, type Person } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

const fields = ['id', 'username', 'email', 'first_name', 'last_name', 'role', 'created_at'];

/** Well-formed ids that no row can have. */
const beyond = ['0', '-1', '2147483648', '9007199254740991', '9007199254740993', '9223372036854775807'];
const farBeyond = ['9223372036854775808', '99999999999999999999', '9'.repeat(400)];

describe('The users over /v1', () => {
  let running: RunningService;
  let people: Record<'patron' | 'librarian' | 'admin', Person>;
  before(async () => {
    running = await startService({ content: 'migrated' });
    people = {
      admin: await addPerson(running, 'admin'),
      librarian: await addPerson(running, 'librarian'),
      patron: await addPerson(running, 'patron'),
    };
  });
  after(() => running.stop());

  for (const reader of ['librarian', 'admin'] as const) {
    it(`are listed to the role ${reader}, by id, without their passwords`, async () => {
      const answer = await running.api.get('/v1/users', { token: people[reader].token });
      const ids = [people.admin.id, people.librarian.id, people.patron.id];
      expect(answer.status).to.equal(200);
      expect(answer.body.map(({ id }: { id: number }) => id)).to.deep.equal(ids);
      for (const each of answer.body) expect(Object.keys(each)).to.deep.equal(fields);
      expect(answer.headers.get('x-total-count')).to.equal('3');
    });

    it(`are shown one at a time to the role ${reader}`, async () => {
      const sending = { token: people[reader].token };
      const mine = await running.api.get('/v1/users/me', { token: people.patron.token });
      const answer = await running.api.get(`/v1/users/${people.patron.id}`, sending);
      expect(said(answer)).to.deep.equal(said(mine));
    });
  }

  it('are not visible to patrons, and neither is whether they exist', async () => {
    const sending = { token: people.patron.token };
    for (const path of ['/v1/users', `/v1/users/${people.patron.id}`, '/v1/users/987654']) {
      expect(said(await running.api.get(path, sending))).to.deep.equal(refusal(403, notAllowed));
    }
  });

  it('are listed in pages without a gap', async () => {
    const sending = { token: people.librarian.token };
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => running.api.get(`/v1/users?per_page=1&page=${page}`, sending)),
    );
    const found = pages.map((each) => [each.status, each.body.map(({ id }: { id: number }) => id)]);
    expect(found).to.deep.equal([
      [200, [people.admin.id]],
      [200, [people.librarian.id]],
      [200, [people.patron.id]],
      [200, []],
    ]);
    expect(pages[1]?.headers.get('link')).to.equal(
      [
        '</v1/users?page=1&per_page=1>; rel="first"',
        '</v1/users?page=1&per_page=1>; rel="prev"',
        '</v1/users?page=3&per_page=1>; rel="next"',
        '</v1/users?page=3&per_page=1>; rel="last"',
      ].join(', '),
    );
  });

  for (const id of [...beyond, ...farBeyond]) {
    it(`do not include the id ${id.slice(0, 25)}: 404`, async () => {
      const seen = await running.api.get(`/v1/users/${id}`, { token: people.librarian.token });
      expect(said(seen)).to.deep.equal(refusal(404, patronNotFound));
      const sending = { token: people.admin.token, json: { role: 'librarian' } };
      const changed = await running.api.put(`/v1/users/${id}/role`, sending);
      expect(said(changed)).to.deep.equal(refusal(404, patronNotFound));
    });
  }

  for (const id of ['abc', '1.0', '1e3', '0x1', '+1', '%201', '1%00', '1%2f2', '%ed%a0%80', '%', '１']) {
    it(`have whole numbers as ids, so that ${id} is invalid: 400`, async () => {
      const answer = await running.api.get(`/v1/users/${id}`, { token: people.librarian.token });
      const faults = { id: ['id must be an integer number'] };
      expect(said(answer)).to.deep.equal(refusal(400, validationFailed, faults));
    });
  }
});
