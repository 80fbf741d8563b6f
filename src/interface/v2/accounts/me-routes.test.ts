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
import { Refusal } from '../../../domain/kernel/refusal.js';
import { toId } from '../ids.js';
import { MeRoutes } from './me-routes.js';

describe('The routes of the caller’s own account in v2', () => {
  let service: SinonStubbedInstance<PatronService>;
  let credentials: SinonStubbedInstance<CredentialService>;
  let patrons: SinonStubbedInstance<PatronQueries>;
  let routes: MeRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(PatronService);
    credentials = sinon.createStubInstance(CredentialService);
    patrons = stubOf<PatronQueries>('view');
    patrons.view.withArgs(3).resolves(aPatronView());
    routes = new MeRoutes(service, credentials, patrons);
  });
  afterEach(() => sinon.restore());

  it('are for patrons, and require a token', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('patron'));
  });

  describe('getMe', () => {
    it('answers the account of the caller, and the ETag of its revision', async () => {
      const { status, headers, body } = await call(routes, 'getMe', { caller: aPatron });
      expect([status, headers]).to.deep.equal([200, { ETag: '"r6-v2.0"' }]);
      expect(body).to.include({ id: toId('patron', 3), email: 'reader@example.org' });
    });

    it('returns null for missing values', async () => {
      const nothing = { email: null, firstName: null, lastName: null, expiresAt: null };
      const blocks = [{ reason: 'Two books are lost.', until: null }];
      patrons.view.withArgs(3).resolves(aPatronView({ ...nothing, blocks }));
      const { body } = await call(routes, 'getMe', { caller: aPatron });
      expect(body).to.deep.include({ ...nothing, blocks });
    });

    it('refuses when the account is closed', async () => {
      const caller = { ...aPatron, patronId: 4 };
      const codes = await codesOf(() => call(routes, 'getMe', { caller }));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('updateMe', () => {
    const email = 'bookworm@example.org';
    const parts = { body: {}, ifMatch: '"r6-v2.0"', caller: aPatron };

    it('changes every field of the body, if the account is in the revision that If-Match names', async () => {
      const body = { username: 'bookworm', firstName: null, lastName: 'King' };
      await call(routes, 'updateMe', { ...parts, body });
      expect(service.update.args).to.deep.equal([[3, body, 6]]);
    });

    it('changes the e-mail address with the current password, in the revision of If-Match', async () => {
      const body = { email, currentPassword: 'a long and quiet evening', lastName: 'King' };
      await call(routes, 'updateMe', { ...parts, body });
      expect(credentials.update.args).to.deep.equal([
        [3, { email, lastName: 'King' }, 'a long and quiet evening', 6],
      ]);
    });

    it('counts a request with a password against the limit of signing in', () => {
      const limitOf = (body: object) => {
        const route = routeOf(routes, 'updateMe');
        return route.signInLimit?.(inputOf(route, { ...parts, body }));
      };
      expect(limitOf({ email, currentPassword: 'a long and quiet evening' })).to.equal(3);
      expect(limitOf({ lastName: 'King' })).to.equal(undefined);
    });

    it('passes on every refusal of a new e-mail address', async () => {
      credentials.update.rejects(new Refusal(credentialRefusals.update));
      const body = { email, currentPassword: 'a long and quiet evening' };
      const codes = await codesOf(() => call(routes, 'updateMe', { ...parts, body }));
      expect(codes).to.deep.equal(credentialRefusals.update.map(({ code }) => code));
    });

    it('changes no other field', async () => {
      await call(routes, 'updateMe', { ...parts, body: { lastName: null } });
      expect(service.update.args).to.deep.equal([[3, { lastName: null }, 6]]);
    });

    it('accepts the ETag of another version for the same revision', async () => {
      await call(routes, 'updateMe', { ...parts, ifMatch: '"r6-v9.7"' });
      expect(service.update.args[0]?.[2]).to.equal(6);
    });

    for (const ifMatch of ['', '*']) {
      it(`refuses the If-Match "${ifMatch}"`, async () => {
        const codes = await codesOf(() => call(routes, 'updateMe', { ...parts, ifMatch }));
        expect(codes).to.deep.equal(['request.precondition_required']);
        expect(service.update.called).to.equal(false);
      });
    }

    const ofStaff = [{ role: 'admin' }, { category: 'staff' }, { blocks: [] }, { expiresAt: null }];
    for (const body of [...ofStaff, { email }, { password: 'another long and quiet evening' }]) {
      it(`refuses ${JSON.stringify(body)} from its owner`, async () => {
        const codes = await codesOf(() => call(routes, 'updateMe', { ...parts, body }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.update.called).to.equal(false);
      });
    }

    it('takes the present address back without the current password', async () => {
      const body = { lastName: 'King', email: aPatronView().email };
      await call(routes, 'updateMe', { ...parts, body });
      expect(service.update.args).to.deep.equal([[3, body, 6]]);
    });

    it('answers the changed account, with its new ETag', async () => {
      service.update.callsFake(async () => {
        patrons.view.withArgs(3).resolves(aPatronView({ username: 'bookworm', revision: 7 }));
      });
      const { status, headers, body } = await call(routes, 'updateMe', parts);
      expect([status, headers]).to.deep.equal([200, { ETag: '"r7-v2.0"' }]);
      expect(body).to.include({ username: 'bookworm' });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...patronRefusals.update, ...patronRefusals.stale] as const;
      service.update.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'updateMe', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });

  describe('deleteMe', () => {
    it('closes the account of the caller', async () => {
      await call(routes, 'deleteMe', { caller: aPatron });
      expect(service.close.args).to.deep.equal([[3]]);
    });

    it('answers 204 and no body', async () => {
      const reply = await call(routes, 'deleteMe', { caller: aPatron });
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
    });

    it('passes on every refusal of the service', async () => {
      service.close.rejects(new Refusal(patronRefusals.close));
      const codes = await codesOf(() => call(routes, 'deleteMe', { caller: aPatron }));
      expect(codes).to.deep.equal(patronRefusals.close.map(({ code }) => code));
    });
  });
});
