import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../test/support/accounts/account-views.js';
import { aPatron } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, inputOf, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import {
  credentialRefusals,
  CredentialService,
} from '../../../application/accounts/credentials/credential-service.js';
import type { PatronQueries } from '../../../application/accounts/patron-queries.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patrons/patron-service.js';
import { FakeAccessTrail } from '../../../application/kernel/storage/access-trail.fake.js';
import { StaffService } from '../../../application/accounts/staff/staff-service.js';
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

describe('The user routes of v1', () => {
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

  for (const [operationId, audience] of [
    ['getMe', 'patron'],
    ['updateMe', 'patron'],
    ['deleteMe', 'patron'],
    ['listUsers', 'librarian'],
    ['getUser', 'librarian'],
    ['changeUserRole', 'admin'],
  ] as const) {
    it(`let a ${audience} call ${operationId}, and no lower role`, () => {
      expect(routeOf(routes, operationId).audience).to.equal(audience);
    });
  }

  describe('getMe', () => {
    it('answers the account of the caller', async () => {
      const reply = await call(routes, 'getMe', { caller: aPatron });
      expect(reply).to.deep.equal({ status: 200, headers: { ETag: '"r6-v1.0"' }, body: shown });
    });

    it('returns null for missing names and a missing address', async () => {
      patrons.view.withArgs(3).resolves(aPatronView({ email: null, firstName: null, lastName: null }));
      const { body } = await call(routes, 'getMe', { caller: aPatron });
      expect(body).to.include({ email: null, first_name: null, last_name: null });
    });

    it('refuses when the account is closed', async () => {
      const caller = { ...aPatron, patronId: 4 };
      const codes = await codesOf(() => call(routes, 'getMe', { caller }));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('updateMe', () => {
    const name = { first_name: null, last_name: 'King' };
    const email = 'bookworm@example.org';
    const current_password = 'a long and quiet evening';
    const password = 'another long evening';

    it('changes the names of the body without a password', async () => {
      await call(routes, 'updateMe', { body: { username: 'bookworm', ...name }, caller: aPatron });
      expect(service.update.args).to.deep.equal([
        [3, { username: 'bookworm', firstName: null, lastName: 'King' }, undefined],
      ]);
    });

    it('changes the e-mail address with the current password', async () => {
      await call(routes, 'updateMe', { body: { email, current_password }, caller: aPatron });
      expect(credentials.update.args).to.deep.equal([[3, { email }, current_password, undefined]]);
    });

    it('changes the password and the rest together, with the current password', async () => {
      const body = { ...name, email, password, current_password };
      await call(routes, 'updateMe', { body, caller: aPatron });
      expect(credentials.changeForSingle.args).to.deep.equal([
        [
          3,
          { currentPassword: current_password, newPassword: password, expectedRevision: undefined },
          { firstName: null, lastName: 'King', email },
        ],
      ]);
    });

    it('answers a new token with a new password', async () => {
      const body = { password, current_password };
      const reply = await call(routes, 'updateMe', { body, caller: aPatron });
      expect(reply.body).to.deep.equal({ ...shown, token: 'a.b.c' });
    });

    it('counts a request with a password against the limit of signing in', () => {
      const limitOf = (body: object) => {
        const route = routeOf(routes, 'updateMe');
        return route.signInLimit?.(inputOf(route, { body, caller: aPatron }));
      };
      expect(limitOf({ email, current_password })).to.equal(3);
      expect(limitOf(name)).to.equal(undefined);
    });

    it('changes no other field', async () => {
      await call(routes, 'updateMe', { body: { last_name: null }, caller: aPatron });
      expect(service.update.args).to.deep.equal([[3, { lastName: null }, undefined]]);
    });

    const refused = [
      { role: 'admin' },
      { email: null, current_password },
      { password: null },
      { username: null },
    ];
    for (const body of [...refused, { email }, { password }, { email, current_password: '' }]) {
      it(`changes nothing for the body ${JSON.stringify(body)}`, async () => {
        const codes = await codesOf(() => call(routes, 'updateMe', { body, caller: aPatron }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.update.called).to.equal(false);
      });
    }

    it('takes the present address back without the current password', async () => {
      const body = { ...name, email: shown.email };
      await call(routes, 'updateMe', { body, caller: aPatron });
      expect(service.update.args[0]?.[1]).to.include({ email: shown.email });
    });

    it('answers the changed account', async () => {
      service.update.callsFake(async () => {
        patrons.view.withArgs(3).resolves(aPatronView({ username: 'bookworm' }));
      });
      const reply = await call(routes, 'updateMe', { body: { username: 'bookworm' }, caller: aPatron });
      expect(reply).to.deep.equal({ status: 200, headers: {}, body: { ...shown, username: 'bookworm' } });
    });

    it('passes on every refusal of the service', async () => {
      service.update.rejects(new Refusal(patronRefusals.update));
      const codes = await codesOf(() => call(routes, 'updateMe', { body: {}, caller: aPatron }));
      expect(codes).to.deep.equal(patronRefusals.update.map(({ code }) => code));
    });
    for (const change of [{ email }, { password }]) {
      it(`passes on every refusal of ${JSON.stringify(change)}`, async () => {
        const refusal = new Refusal(credentialRefusals.changeForSingle);
        credentials.update.rejects(refusal);
        credentials.changeForSingle.rejects(refusal);
        const body = { ...change, current_password };
        const codes = await codesOf(() => call(routes, 'updateMe', { body, caller: aPatron }));
        expect(codes).to.deep.equal(credentialRefusals.changeForSingle.map(({ code }) => code));
      });
    }
  });

  describe('deleteMe', () => {
    it('closes the account of the caller', async () => {
      await call(routes, 'deleteMe', { caller: aPatron });
      expect(service.close.args).to.deep.equal([[3, undefined]]);
    });

    it('confirms it, with the id', async () => {
      const reply = await call(routes, 'deleteMe', { caller: aPatron });
      expect(reply).to.deep.equal({
        status: 200,
        headers: {},
        body: { status: 'Success', id: 3, v2_id: v2Id('patron', 3) },
      });
    });

    it('passes on every refusal of the service', async () => {
      service.close.rejects(new Refusal(patronRefusals.close));
      const codes = await codesOf(() => call(routes, 'deleteMe', { caller: aPatron }));
      expect(codes).to.deep.equal(patronRefusals.close.map(({ code }) => code));
    });
  });
});
