import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../test/support/accounts/account-views.js';
import { aLibrarian, anAdmin } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { CredentialService } from '../../../application/accounts/credentials/credential-service.js';
import type { PatronQueries } from '../../../application/accounts/patron-queries.js';
import { PatronService } from '../../../application/accounts/patrons/patron-service.js';
import { FakeAccessTrail } from '../../../application/kernel/storage/access-trail.fake.js';
import { staffRefusals, StaffService } from '../../../application/accounts/staff/staff-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { v2Id } from '../ids-in-v2.js';
import { UserRoutes } from './user-routes.js';

/** `aPatronView()` as v1 shows it. */
const shown = {
  id: 3,
  v2_id: v2Id('patron', 3),
  username: 'reader',
  email: 'reader@example.org',
  first_name: 'Ada',
  last_name: 'Lovelace',
  role: 'patron',
  created_at: '2026-12-01T09:30:00.000Z',
};

describe('The user routes of v1 for staff', () => {
  let service: SinonStubbedInstance<PatronService>;
  let credentials: SinonStubbedInstance<CredentialService>;
  let patrons: SinonStubbedInstance<PatronQueries>;
  let accesses: FakeAccessTrail;
  let staff: SinonStubbedInstance<StaffService>;
  let routes: UserRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(PatronService);
    credentials = sinon.createStubInstance(CredentialService);
    credentials.changeForSingle.resolves({ token: 'a.b.c', expiresIn: 3_600 });
    patrons = stubOf<PatronQueries>('view', 'list');
    patrons.view.withArgs(3).resolves(aPatronView());
    accesses = new FakeAccessTrail();
    staff = sinon.createStubInstance(StaffService);
    routes = new UserRoutes(service, credentials, patrons, staff, accesses);
  });
  afterEach(() => sinon.restore());

  describe('a read by staff', () => {
    const patronIds = [3];

    it('of a user is recorded', async () => {
      await call(routes, 'getUser', { path: { id: '3' }, caller: aLibrarian });
      expect(accesses.reads).to.deep.equal([{ action: 'accounts.patron_read', patronIds }]);
    });

    it('of a list is recorded for each user on the page', async () => {
      patrons.list.resolves({ items: [aPatronView()], total: 2 });
      await call(routes, 'listUsers', { caller: aLibrarian });
      expect(accesses.reads).to.deep.equal([{ action: 'accounts.patron_read', patronIds }]);
    });

    it('is not answered when it cannot be recorded', async () => {
      sinon.stub(accesses, 'recordReads').rejects(new Error('no record'));
      const reading = call(routes, 'getUser', { path: { id: '3' }, caller: aLibrarian });
      expect(await reading.catch((error: Error) => error.message)).to.equal('no record');
    });
  });

  describe('listUsers', () => {
    it('answers a page of the users, their total, and links to the other pages', async () => {
      patrons.list.withArgs({ offset: 1, limit: 1 }).resolves({ items: [aPatronView()], total: 2 });
      const query = { page: '2', per_page: '1' };
      expect(await call(routes, 'listUsers', { query, caller: aLibrarian })).to.deep.equal({
        status: 200,
        headers: {
          'X-Total-Count': '2',
          Link:
            '</v1/users?page=1&per_page=1>; rel="first", </v1/users?page=1&per_page=1>; rel="prev", ' +
            '</v1/users?page=2&per_page=1>; rel="last"',
        },
        body: [shown],
      });
    });
  });

  describe('getUser', () => {
    it('answers the account of the path', async () => {
      const reply = await call(routes, 'getUser', { path: { id: '3' }, caller: aLibrarian });
      expect(reply).to.deep.equal({ status: 200, headers: { ETag: '"r6-v1.0"' }, body: shown });
    });

    it('refuses an unknown user', async () => {
      const codes = await codesOf(() => call(routes, 'getUser', { path: { id: '4' }, caller: aLibrarian }));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('changeUserRole', () => {
    const parts = { path: { id: '3' }, body: { role: 'librarian' }, caller: anAdmin };

    it('gives the user of the path the role of the body', async () => {
      await call(routes, 'changeUserRole', parts);
      expect(staff.changeRole.args).to.deep.equal([[3, 'librarian', anAdmin]]);
    });

    it('answers the changed account', async () => {
      staff.changeRole.callsFake(async () => {
        patrons.view.withArgs(3).resolves(aPatronView({ role: 'librarian' }));
      });
      const reply = await call(routes, 'changeUserRole', parts);
      expect(reply).to.deep.equal({ status: 200, headers: {}, body: { ...shown, role: 'librarian' } });
    });

    it('refuses an unknown role', async () => {
      const codes = await codesOf(() => call(routes, 'changeUserRole', { ...parts, body: { role: 'root' } }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(staff.changeRole.called).to.equal(false);
    });

    it('passes on every refusal of the service', async () => {
      staff.changeRole.rejects(new Refusal(staffRefusals.changeRole));
      const codes = await codesOf(() => call(routes, 'changeUserRole', parts));
      expect(codes).to.deep.equal(staffRefusals.changeRole.map(({ code }) => code));
    });

    it('has a sunset, and updatePatron of v2 as successor', () => {
      const { lifecycle } = routeOf(routes, 'changeUserRole');
      expect(lifecycle).to.include({ deprecated: '2026-12-01', sunset: '2028-12-01' });
      expect(lifecycle?.successor).to.include({ operationId: 'updatePatron', href: '/v2/patrons/{id}' });
    });
  });
});
