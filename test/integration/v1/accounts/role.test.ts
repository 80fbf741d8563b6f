import { expect } from 'chai';
import sql from 'sql-template-tag';
import { lastAdmin } from '../../../../src/domain/accounts/refusals.js';
import { notAllowed, validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { addPerson, rowsOf, type Person } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

describe('Roles over /v1', () => {
  let running: RunningService;
  let admin: Person;
  before(async () => {
    running = await startService({ content: 'migrated' });
    admin = await addPerson(running, 'admin');
  });
  after(() => running.stop());

  const give = (by: Person, id: number, role: unknown) =>
    running.api.put(`/v1/users/${id}/role`, { token: by.token, json: { role } });
  const list = ({ token }: Person) => running.api.get('/v1/users', { token });

  it('are given by an admin and count at once, for existing tokens too', async () => {
    const person = await addPerson(running);
    expect(said(await list(person))).to.deep.equal(refusal(403, notAllowed));
    const risen = await give(admin, person.id, 'librarian');
    expect(risen.status).to.equal(200);
    expect(risen.body).to.include({ id: person.id, role: 'librarian' });
    const seen = await list(person);
    expect(seen.status).to.equal(200);
    expect(seen.body).to.be.an('array');
  });

  it('are removed just as fast', async () => {
    const person = await addPerson(running, 'admin');
    const fallen = await give(admin, person.id, 'patron');
    expect(fallen.status).to.equal(200);
    expect(fallen.body).to.include({ id: person.id, role: 'patron' });
    expect(said(await list(person))).to.deep.equal(refusal(403, notAllowed));
    expect(said(await give(person, person.id, 'admin'))).to.deep.equal(refusal(403, notAllowed));
  });

  it('cannot be given by patrons and librarians, neither to others nor to themselves', async () => {
    const person = await addPerson(running);
    const librarian = await addPerson(running, 'librarian');
    for (const by of [person, librarian]) {
      for (const { id } of [person, librarian, admin]) {
        expect(said(await give(by, id, 'admin'))).to.deep.equal(refusal(403, notAllowed));
      }
    }
  });

  it('have exactly three values', async () => {
    const person = await addPerson(running);
    const faults = { role: ['role must be one of the following values: patron, librarian, admin'] };
    for (const role of ['root', 'Admin', '', null, 7, ['admin'], { role: 'admin' }]) {
      expect(said(await give(admin, person.id, role))).to.deep.equal(refusal(400, validationFailed, faults));
    }
    const missing = { role: ['role is required'] };
    expect(said(await give(admin, person.id, undefined))).to.deep.equal(
      refusal(400, validationFailed, missing),
    );
  });

  it('record an event for a change, and none for a role that the user already has', async () => {
    const person = await addPerson(running);
    expect((await give(admin, person.id, 'librarian')).body.role).to.equal('librarian');
    const again = await give(admin, person.id, 'librarian');
    expect(again.status).to.equal(200);
    expect(again.body.role).to.equal('librarian');
    const events = await rowsOf(
      running,
      sql`select actor_id, details from audit_event
          where action = 'accounts.role_changed' and subject_id = ${person.id}`,
    );
    expect(events).to.deep.equal([{ actor_id: admin.id, details: { role: 'librarian' } }]);
  });

  it('leave the library at least one admin', async () => {
    for (const role of ['patron', 'librarian']) {
      expect(said(await give(admin, admin.id, role))).to.deep.equal(refusal(409, lastAdmin));
    }
    const same = await give(admin, admin.id, 'admin');
    expect(same.status).to.equal(200);
    expect(same.body.role).to.equal('admin');
  });

  it('leave one admin also when two demote each other at the same moment', async () => {
    const other = await addPerson(running, 'admin');
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([give(admin, other.id, 'patron'), give(other, admin.id, 'patron')]);
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      // The later one is the last admin, or is no longer an admin.
      expect(statuses[0]).to.equal(200);
      expect(statuses[1]).to.be.oneOf([403, 409]);
      expect(await admins()).to.have.lengthOf(1);
      await rowsOf(running, sql`update patron set role = 'admin' where id in (${admin.id}, ${other.id})`);
    }
    await give(admin, other.id, 'patron');
  });

  function admins(): Promise<object[]> {
    return rowsOf(running, sql`select id from patron where role = 'admin' and closed_at is null`);
  }
});
