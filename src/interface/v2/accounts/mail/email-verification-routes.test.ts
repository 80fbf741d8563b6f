import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, inputOf, routeOf } from '../../../../../test/support/route-call.js';
import { emailRefusals, EmailService } from '../../../../application/accounts/mail/email-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { EmailVerificationRoutes } from './email-verification-routes.js';

const caller = { patronId: 3, role: 'patron' } as const;

describe('The routes for the verification of addresses in v2', () => {
  let emails: SinonStubbedInstance<EmailService>;
  let routes: EmailVerificationRoutes;

  beforeEach(() => {
    emails = sinon.createStubInstance(EmailService);
    routes = new EmailVerificationRoutes(emails);
  });
  afterEach(() => sinon.restore());

  it('mail a link to a patron who is signed in, and verify for anybody who has one', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(['patron', 'anonymous']);
  });

  it('ask for another link, and count it for the account', async () => {
    const answer = await call(routes, 'requestEmailVerification', { caller });
    expect(answer).to.deep.equal({ status: 202, headers: {}, body: { status: 'accepted' } });
    expect(emails.requestVerification.args).to.deep.equal([[3]]);
    const route = routeOf(routes, 'requestEmailVerification');
    expect(route.mailLimit?.(inputOf(route, { caller }))).to.equal('3');
  });

  it('use the secret of a link', async () => {
    expect((await call(routes, 'verifyEmail', { body: { token: 'sll_1' } })).status).to.equal(204);
    expect(emails.verify.args).to.deep.equal([['sll_1']]);
  });

  it('pass on every refusal', async () => {
    emails.requestVerification.rejects(new Refusal(emailRefusals.requestVerification));
    emails.verify.rejects(new Refusal(emailRefusals.verify));
    expect(await codesOf(() => call(routes, 'requestEmailVerification', { caller }))).to.deep.equal(
      emailRefusals.requestVerification.map(({ code }) => code),
    );
    expect(await codesOf(() => call(routes, 'verifyEmail', { body: { token: 'x' } }))).to.deep.equal(
      emailRefusals.verify.map(({ code }) => code),
    );
  });
});
