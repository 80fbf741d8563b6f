import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, inputOf, routeOf } from '../../../../../test/support/route-call.js';
import {
  credentialRefusals,
  CredentialService,
} from '../../../../application/accounts/credentials/credential-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { PasswordRoutes } from './password-routes.js';

const change = { currentPassword: 'a long evening', newPassword: 'a quiet morning' };
const tokens = {
  accessToken: 'header.claims.signature',
  expiresIn: 900,
  refreshToken: 'slr_new',
  refreshExpiresIn: 2_592_000,
};

describe('The password routes of v2', () => {
  let credentials: SinonStubbedInstance<CredentialService>;
  let routes: PasswordRoutes;

  beforeEach(() => {
    credentials = sinon.createStubInstance(CredentialService);
    credentials.changePassword.resolves({ tokens, keys: { valid: 2, revoked: 0 } });
    routes = new PasswordRoutes(credentials);
  });
  afterEach(() => sinon.restore());

  it('let a patron change their password', () => {
    expect(routeOf(routes, 'changePassword').audience).to.equal('patron');
  });

  it('count failures against the limit of the account', () => {
    const route = routeOf(routes, 'changePassword');
    expect(route.signInLimit?.(inputOf(route, { body: change, caller: aPatron }))).to.equal(aPatron.patronId);
  });

  for (const revokeKeys of [undefined, true]) {
    it(revokeKeys ? 'revoke the API keys if asked' : 'leave the API keys valid by default', async () => {
      await call(routes, 'changePassword', { body: { ...change, revokeKeys }, caller: aPatron });
      expect(credentials.changePassword.args).to.deep.equal([
        [aPatron.patronId, change, { revokeKeys: revokeKeys ?? false }],
      ]);
    });
  }

  it('answer new tokens and the number of keys', async () => {
    const { status, body } = await call(routes, 'changePassword', { body: change, caller: aPatron });
    expect(status).to.equal(200);
    expect(body).to.deep.include({ accessToken: tokens.accessToken, apiKeys: { valid: 2, revoked: 0 } });
  });

  it('pass on every refusal of the service', async () => {
    credentials.changePassword.rejects(new Refusal(credentialRefusals.changePassword));
    const codes = await codesOf(() => call(routes, 'changePassword', { body: change, caller: aPatron }));
    expect(codes).to.deep.equal(credentialRefusals.changePassword.map(({ code }) => code));
  });
});
