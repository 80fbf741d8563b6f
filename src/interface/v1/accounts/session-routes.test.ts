import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../test/support/accounts/account-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, inputOf, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { PatronQueries } from '../../../application/accounts/patron-queries.js';
import {
  SelfRegistration,
  selfRegistrationRefusals,
} from '../../../application/accounts/patrons/self-registration.js';
import { sessionRefusals, SessionService } from '../../../application/accounts/sessions/session-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { v2Id } from '../ids-in-v2.js';
import { SessionRoutes } from './session-routes.js';

const person = { username: 'reader', email: 'reader@example.org', password: 'a long and quiet evening' };
const credentials = { email: 'reader@example.org', password: 'a long and quiet evening' };

describe('The session routes of v1', () => {
  let patrons: SinonStubbedInstance<SelfRegistration>;
  let queries: SinonStubbedInstance<PatronQueries>;
  let sessions: SinonStubbedInstance<SessionService>;
  let routes: SessionRoutes;

  beforeEach(() => {
    patrons = sinon.createStubInstance(SelfRegistration);
    patrons.register.resolves(3);
    queries = stubOf<PatronQueries>('view');
    queries.view.withArgs(3).resolves(aPatronView());
    sessions = sinon.createStubInstance(SessionService);
    sessions.startSingle.resolves({ token: 'header.claims.signature', expiresIn: 3_600 });
    routes = new SessionRoutes(patrons, queries, sessions);
  });
  afterEach(() => sinon.restore());

  it('are public', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(['anonymous', 'anonymous']);
  });

  describe('registerUser', () => {
    it('registers the person of the body', async () => {
      const body = { ...person, first_name: 'Ada', last_name: 'Lovelace' };
      await call(routes, 'registerUser', { body });
      expect(patrons.register.args).to.deep.equal([
        [{ ...person, firstName: 'Ada', lastName: 'Lovelace' }, 'en'],
      ]);
    });

    for (const names of [{}, { first_name: null, last_name: null }]) {
      it(`registers a person without first and last name, sent as ${JSON.stringify(names)}`, async () => {
        await call(routes, 'registerUser', { body: { ...person, ...names } });
        expect(patrons.register.args).to.deep.equal([[{ ...person, firstName: null, lastName: null }, 'en']]);
      });
    }

    for (const change of [{ role: 'admin' }, { email: 'reader' }, { password: 'short' }, { username: ' ' }]) {
      it(`refuses to register ${JSON.stringify(change)}`, async () => {
        const codes = await codesOf(() => call(routes, 'registerUser', { body: { ...person, ...change } }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(patrons.register.called).to.equal(false);
      });
    }

    it('answers 201 with the account, without its password, and with its Location', async () => {
      expect(await call(routes, 'registerUser', { body: person })).to.deep.equal({
        status: 201,
        headers: { Location: '/v1/users/me' },
        body: {
          id: 3,
          v2_id: v2Id('patron', 3),
          username: 'reader',
          email: 'reader@example.org',
          first_name: 'Ada',
          last_name: 'Lovelace',
          role: 'patron',
          created_at: '2026-12-01T09:30:00.000Z',
        },
      });
    });

    it('passes on every refusal of the service', async () => {
      patrons.register.rejects(new Refusal(selfRegistrationRefusals.register));
      const codes = await codesOf(() => call(routes, 'registerUser', { body: person }));
      expect(codes).to.deep.equal(selfRegistrationRefusals.register.map(({ code }) => code));
    });

    it('answers 404 when the account is closed before it can be shown', async () => {
      queries.view.withArgs(3).resolves(undefined);
      const codes = await codesOf(() => call(routes, 'registerUser', { body: person }));
      expect(codes).to.deep.equal(['request.not_found']);
    });
  });

  describe('loginUser', () => {
    it('signs in with the e-mail address and the password', async () => {
      await call(routes, 'loginUser', { body: credentials });
      expect(sessions.startSingle.args).to.deep.equal([['reader@example.org', 'a long and quiet evening']]);
    });

    it('ignores white space around the e-mail address, but not around the password', async () => {
      await call(routes, 'loginUser', { body: { email: ' reader@example.org\n', password: ' secret ' } });
      expect(sessions.startSingle.args).to.deep.equal([['reader@example.org', ' secret ']]);
    });

    it('counts the attempt for the account that the body names', () => {
      const login = routeOf(routes, 'loginUser');
      const account = login.signInLimit?.(inputOf(login, { body: credentials }));
      expect(account).to.equal('reader@example.org');
    });

    for (const body of [{ email: 'x' }, { password: 'x' }, { email: '', password: 'x' }, { email: 1 }]) {
      it(`refuses the body ${JSON.stringify(body)} without a sign-in`, async () => {
        const codes = await codesOf(() => call(routes, 'loginUser', { body }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(sessions.startSingle.called).to.equal(false);
      });
    }

    it('answers the token and its lifetime in seconds', async () => {
      expect(await call(routes, 'loginUser', { body: credentials })).to.deep.equal({
        status: 200,
        headers: {},
        body: { token: 'header.claims.signature', token_type: 'Bearer', expires_in: 3_600 },
      });
    });

    it('passes on every refusal of a sign-in', async () => {
      sessions.startSingle.rejects(new Refusal(sessionRefusals.startSingle));
      const codes = await codesOf(() => call(routes, 'loginUser', { body: credentials }));
      expect(codes).to.deep.equal(sessionRefusals.startSingle.map(({ code }) => code));
    });
  });
});
