import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { Session } from '../../../domain/accounts/session.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import { SessionService } from '../sessions/session-service.js';
import { TokenIssuer } from '../sessions/token-issuer.js';
import { SignInService } from '../sign-in-service.js';
import type { Tokens } from '../tokens.js';
import { PageSignIn } from './page-sign-in.js';

const now = new Date('2026-12-01T09:30:00Z');
const account = { patronId: 3, role: 'patron', generation: 3 } as const;
const claims = { patronId: 3, session: 12, generation: 3 };
const halfAnHour = 1_800;

describe('The sign-in to the pages', () => {
  let sessions: SinonStubbedInstance<SessionService>;
  let factor: SinonStubbedInstance<SecondFactorCheck>;
  let issuer: SinonStubbedInstance<TokenIssuer>;
  let tokens: SinonStubbedInstance<Tokens>;
  let signIn: SinonStubbedInstance<SignInService>;
  let pages: PageSignIn;

  beforeEach(() => {
    sessions = sinon.createStubInstance(SessionService);
    sessions.signedIn.callsFake(async (_email, _password, issue) => issue(account));
    factor = sinon.createStubInstance(SecondFactorCheck);
    factor.passesWithoutGrace.resolves(false);
    issuer = sinon.createStubInstance(TokenIssuer);
    issuer.startSession.callsFake(async ({ patronId }, traits) => {
      const session = new Session(patronId, now, { ...traits, userAgent: null });
      return Object.assign(session, { id: 12 });
    });
    tokens = stubOf<Tokens>('issue', 'read');
    tokens.issue.returns({ token: 'next', expiresIn: halfAnHour });
    tokens.read.returns(claims);
    signIn = sinon.createStubInstance(SignInService);
    signIn.holder.resolves({ patronId: 3, role: 'patron' });
    pages = new PageSignIn(sessions, factor, issuer, tokens, signIn);
  });
  afterEach(() => sinon.restore());

  it('starts a session of twelve hours that ends after half an hour without a request', async () => {
    await pages.start('ada@example.org', 'lovelace');
    expect(issuer.startSession.firstCall.args[1]).to.deep.equal({ refreshable: false, seconds: 43_200 });
    expect(tokens.issue.args).to.deep.equal([[{ ...account, session: 12 }, halfAnHour]]);
  });

  it('finds a visitor, with a token for the next half an hour', async () => {
    expect(await pages.find('a.b.c')).to.deep.equal({
      visitor: { patronId: 3, role: 'patron' },
      next: { token: 'next', expiresIn: halfAnHour },
    });
  });

  it('knows its own tokens only', async () => {
    tokens.read.returns(undefined);
    expect(await pages.find('a.b.c')).to.equal(undefined);
  });

  it('does not know a visitor whose session has ended', async () => {
    signIn.holder.resolves(undefined);
    expect(await pages.find('a.b.c')).to.equal(undefined);
  });

  it('does not know a visitor who needs a second factor and has not passed it', async () => {
    signIn.holder.resolves({ patronId: 1, role: 'admin', secondFactor: 'missing' });
    expect(await pages.find('a.b.c')).to.equal(undefined);
  });

  it('ends the session of a visitor', async () => {
    const visitor = { patronId: 3, role: 'patron', session: 12 } as const;
    await pages.end(visitor);
    expect(sessions.end.args).to.deep.equal([[visitor]]);
  });
});
