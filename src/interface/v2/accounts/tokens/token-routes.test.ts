import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, inputOf, routeOf } from '../../../../../test/support/route-call.js';
import {
  sessionRefusals,
  SessionService,
} from '../../../../application/accounts/sessions/session-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { TokenRoutes } from './token-routes.js';

const byPassword = { grantType: 'password', email: 'reader@example.org', password: 'a long evening' };
const byRefresh = { grantType: 'refresh', refreshToken: 'slr_old' };

const pair = {
  accessToken: 'header.claims.signature',
  expiresIn: 900,
  refreshToken: 'slr_new',
  refreshExpiresIn: 2_592_000,
};

describe('The token routes of v2', () => {
  let sessions: SinonStubbedInstance<SessionService>;
  let routes: TokenRoutes;

  beforeEach(() => {
    sessions = sinon.createStubInstance(SessionService);
    sessions.start.resolves(pair);
    sessions.refresh.resolves(pair);
    routes = new TokenRoutes(sessions);
  });
  afterEach(() => sinon.restore());

  describe('issueTokens', () => {
    it('is public', () => {
      expect(routeOf(routes, 'issueTokens').audience).to.equal('anonymous');
    });

    it('starts a session for an e-mail address and a password', async () => {
      await call(routes, 'issueTokens', { body: byPassword });
      expect(sessions.start.args).to.deep.equal([['reader@example.org', 'a long evening', undefined]]);
      expect(sessions.refresh.called).to.equal(false);
    });

    it('passes on the code of a second factor', async () => {
      await call(routes, 'issueTokens', { body: { ...byPassword, secondFactorCode: '123456' } });
      expect(sessions.start.args).to.deep.equal([['reader@example.org', 'a long evening', '123456']]);
    });

    it('ignores white space around the e-mail address, but not around the password', async () => {
      const body = { ...byPassword, email: ' reader@example.org\n', password: ' secret ' };
      await call(routes, 'issueTokens', { body });
      expect(sessions.start.args).to.deep.equal([['reader@example.org', ' secret ', undefined]]);
    });

    it('refreshes a session for a refresh token', async () => {
      await call(routes, 'issueTokens', { body: byRefresh });
      expect(sessions.refresh.args).to.deep.equal([['slr_old']]);
      expect(sessions.start.called).to.equal(false);
    });

    for (const body of [
      {},
      { grantType: 'client_credentials' },
      { grantType: 'refresh' },
      { grantType: 'refresh', email: 'reader@example.org', password: 'a long evening' },
      { grantType: 'password', email: 'reader@example.org' },
      { grantType: 'password', password: 'a long evening' },
    ]) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        const codes = await codesOf(() => call(routes, 'issueTokens', { body }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(sessions.start.called || sessions.refresh.called).to.equal(false);
      });
    }

    for (const [body, account] of [
      [byPassword, 'reader@example.org'],
      [byRefresh, undefined],
    ] as const) {
      it(`counts as an attempt for the account ${account} when the grant is ${body.grantType}`, () => {
        const issue = routeOf(routes, 'issueTokens');
        expect(issue.signInLimit?.(inputOf(issue, { body }))).to.equal(account);
      });
    }

    it('counts no attempt for an address sent with a refresh token', () => {
      const issue = routeOf(routes, 'issueTokens');
      const body = { ...byRefresh, email: 'reader@example.org' };
      expect(issue.signInLimit?.(inputOf(issue, { body }))).to.equal(undefined);
    });

    it('answers both tokens and their lifetimes in seconds', async () => {
      expect(await call(routes, 'issueTokens', { body: byPassword })).to.deep.equal({
        status: 200,
        headers: {},
        body: { ...pair, tokenType: 'Bearer' },
      });
    });

    it('passes on every refusal of a sign-in', async () => {
      sessions.start.rejects(new Refusal(sessionRefusals.start));
      const codes = await codesOf(() => call(routes, 'issueTokens', { body: byPassword }));
      expect(codes).to.deep.equal(sessionRefusals.start.map(({ code }) => code));
    });

    it('passes on the refusal of an invalid refresh token', async () => {
      sessions.refresh.rejects(new Refusal(sessionRefusals.refresh));
      const codes = await codesOf(() => call(routes, 'issueTokens', { body: byRefresh }));
      expect(codes).to.deep.equal(['accounts.refresh_token_invalid']);
    });
  });

  describe('endCurrentTokens', () => {
    const caller = { ...aPatron, session: 21 };

    it('is for patrons', () => {
      expect(routeOf(routes, 'endCurrentTokens').audience).to.equal('patron');
    });

    it('ends the session of the caller', async () => {
      await call(routes, 'endCurrentTokens', { caller });
      expect(sessions.end.args).to.deep.equal([[caller]]);
    });

    it('answers 204 and no body', async () => {
      const reply = await call(routes, 'endCurrentTokens', { caller });
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
    });

    it('passes on the refusal of a token without a session', async () => {
      sessions.end.rejects(new Refusal(sessionRefusals.end));
      const codes = await codesOf(() => call(routes, 'endCurrentTokens', { caller: aPatron }));
      expect(codes).to.deep.equal(['accounts.no_session']);
    });
  });
});
