import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { Session } from '../../../domain/accounts/session.js';
import type { Role } from '../../../domain/accounts/patron.js';
import type { Account } from '../patron-queries.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import { SessionService } from '../sessions/session-service.js';
import { TokenIssuer } from '../sessions/token-issuer.js';
import { SignInService } from '../sign-in-service.js';
import type { Tokens } from '../tokens.js';
import { OperatorSignIn } from './operator-sign-in.js';

const now = new Date('2026-12-01T09:30:00Z');

describe('The sign-in of operators', () => {
  let account: Account;
  let factor: SinonStubbedInstance<SecondFactorCheck>;
  let issuer: SinonStubbedInstance<TokenIssuer>;
  let tokens: SinonStubbedInstance<Tokens>;
  let signIn: SinonStubbedInstance<SignInService>;
  let operators: OperatorSignIn;

  beforeEach(() => {
    account = { patronId: 1, role: 'admin', generation: 3 };
    const sessions = sinon.createStubInstance(SessionService);
    sessions.signedIn.callsFake(async (_email, _password, issue) => issue(account));
    factor = sinon.createStubInstance(SecondFactorCheck);
    factor.passesWithoutGrace.resolves(true);
    issuer = sinon.createStubInstance(TokenIssuer);
    issuer.startSession.callsFake(async ({ patronId }, traits) => {
      const session = new Session(patronId, now, { ...traits, userAgent: null });
      return Object.assign(session, { id: 12 });
    });
    tokens = stubOf<Tokens>('issue', 'read');
    tokens.issue.returns({ token: 'a.b.c', expiresIn: 900 });
    signIn = sinon.createStubInstance(SignInService);
    operators = new OperatorSignIn(sessions, factor, issuer, tokens, signIn);
  });
  afterEach(() => sinon.restore());

  const start = () => operators.start('ada@example.org', 'lovelace', '123456');

  it('issues a token of its own for fifteen minutes', async () => {
    expect(await start()).to.deep.equal({ token: 'a.b.c', expiresIn: 900 });
    expect(tokens.issue.args).to.deep.equal([[{ ...account, session: 12 }, 900]]);
  });

  it('starts a session that cannot be refreshed, and that has passed the second factor', async () => {
    await start();
    const [signedIn, traits] = issuer.startSession.firstCall.args;
    expect(signedIn.secondFactor).to.equal('passed');
    expect(traits).to.deep.equal({ refreshable: false, seconds: 900 });
  });

  for (const role of ['patron', 'librarian'] satisfies Role[])
    it(`refuses a ${role} before it looks at the code`, async () => {
      account = { ...account, role };
      expect(await codesOf(start)).to.deep.equal(['accounts.operators_only']);
      expect(factor.passesWithoutGrace.called).to.equal(false);
    });

  it('knows its own tokens only', async () => {
    tokens.read.returns(undefined);
    expect(await operators.identify('a.b.c')).to.equal(undefined);
    expect(signIn.holder.called).to.equal(false);
  });

  it('leaves the pins of the account aside', async () => {
    tokens.read.returns({ patronId: 1, session: 12, generation: 3 });
    signIn.holder.resolves({ patronId: 1, role: 'admin', pins: { 1: '1.0' } });
    expect(await operators.identify('a.b.c')).to.deep.equal({ patronId: 1, role: 'admin' });
  });
});
