import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { OperatorSignIn } from '../../../application/accounts/audiences/operator-sign-in.js';
import { SessionService } from '../../../application/accounts/sessions/session-service.js';
import { OperatorTokenRoutes } from './operator-token-routes.js';

const credentials = { email: 'admin@example.org', password: 'a long and quiet evening' };

describe('The token routes of the operators', () => {
  let signIn: SinonStubbedInstance<OperatorSignIn>;
  let sessions: SinonStubbedInstance<SessionService>;
  let routes: OperatorTokenRoutes;

  beforeEach(() => {
    signIn = sinon.createStubInstance(OperatorSignIn);
    signIn.start.resolves({ token: 'a.b.c', expiresIn: 900 });
    sessions = sinon.createStubInstance(SessionService);
    routes = new OperatorTokenRoutes(signIn, sessions);
  });
  afterEach(() => sinon.restore());

  it('issue a token for a password and a code', async () => {
    const body = { ...credentials, secondFactorCode: '123456' };
    const { status, body: token } = await call(routes, 'issueOperatorTokens', { body });
    expect([status, token]).to.deep.equal([
      200,
      { accessToken: 'a.b.c', tokenType: 'Bearer', expiresIn: 900 },
    ]);
    expect(signIn.start.args).to.deep.equal([[body.email, body.password, '123456']]);
  });

  it('count failures by the e-mail address', () => {
    const { signInLimit } = routeOf(routes, 'issueOperatorTokens');
    expect(signInLimit?.({ body: credentials } as never)).to.equal(credentials.email);
  });

  for (const body of [
    { ...credentials, email: '' },
    { email: credentials.email },
    { ...credentials, pin: 1 },
  ])
    it(`refuse ${JSON.stringify(body)}`, async () => {
      const codes = await codesOf(() => call(routes, 'issueOperatorTokens', { body }));
      expect(codes).to.deep.equal(['request.validation_failed']);
    });

  it('end the session of the caller', async () => {
    const { status } = await call(routes, 'endOperatorTokens', { caller: anAdmin });
    expect(status).to.equal(204);
    expect(sessions.end.args).to.deep.equal([[anAdmin]]);
  });

  it('end sessions of admins only', () => {
    expect(routeOf(routes, 'endOperatorTokens').audience).to.equal('admin');
  });
});
