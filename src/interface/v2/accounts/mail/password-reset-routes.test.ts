import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, inputOf, routeOf } from '../../../../../test/support/route-call.js';
import {
  PasswordResetService,
  resetRefusals,
} from '../../../../application/accounts/mail/password-reset-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { PasswordResetRoutes } from './password-reset-routes.js';

const asked = { email: 'reader@example.org' };
const used = { token: 'sll_1', newPassword: 'another long and quiet evening' };

describe('The routes for forgotten passwords in v2', () => {
  let resets: SinonStubbedInstance<PasswordResetService>;
  let routes: PasswordResetRoutes;

  beforeEach(() => {
    resets = sinon.createStubInstance(PasswordResetService);
    routes = new PasswordResetRoutes(resets);
  });
  afterEach(() => sinon.restore());

  it('are public', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(['anonymous', 'anonymous']);
  });

  it('ask for a link, count it for the address, and answer 202', async () => {
    const answer = await call(routes, 'requestPasswordReset', { body: asked });
    expect(answer).to.deep.equal({ status: 202, headers: {}, body: { status: 'accepted' } });
    expect(resets.request.args).to.deep.equal([['reader@example.org']]);
    const route = routeOf(routes, 'requestPasswordReset');
    expect(route.mailLimit?.(inputOf(route, { body: asked }))).to.equal('reader@example.org');
  });

  it('set a password with the secret of a link', async () => {
    expect((await call(routes, 'completePasswordReset', { body: used })).status).to.equal(204);
    expect(resets.complete.args).to.deep.equal([[used.token, used.newPassword]]);
  });

  it('refuse a body with faults, and pass on every refusal', async () => {
    const short = { ...used, newPassword: 'short' };
    expect(await codesOf(() => call(routes, 'completePasswordReset', { body: short }))).to.deep.equal([
      'request.validation_failed',
    ]);
    resets.complete.rejects(new Refusal(resetRefusals.complete[0]));
    expect(await codesOf(() => call(routes, 'completePasswordReset', { body: used }))).to.deep.equal([
      'accounts.link_invalid',
    ]);
  });
});
