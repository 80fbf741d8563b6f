import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { credentialsWrong } from '../../../domain/accounts/refusals.js';
import { Patron } from '../../../domain/accounts/patron.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { FakeAccessTrail } from '../../kernel/storage/access-trail.fake.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import type { Clock } from '../../kernel/clock.js';
import type { RequestScope } from '../../kernel/request/request-scope.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { PatronQueries } from '../patron-queries.js';
import type { Patrons } from '../patrons.js';
import { secondFactorRequired, secondFactorWrong } from '../../../domain/accounts/second-factor-refusals.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import { FakeSecrets } from '../secrets.fake.js';
import { SessionService } from './session-service.js';
import { TokenIssuer, type TokenPair } from './token-issuer.js';
import { FakeSessions } from '../sessions.fake.js';
import { SignInService } from '../sign-in-service.js';
import type { Tokens } from '../tokens.js';

const now = new Date('2026-12-01T09:30:00Z');
const dayMs = 86_400_000;
const daysLater = (days: number): Date => new Date(now.getTime() + days * dayMs);

function patronWith(passwordHash: string): Patron {
  const names = { cardNumber: 'P0000007', username: 'ada', firstName: null, lastName: null };
  const patron = new Patron({ ...names, email: 'ada@example.org', passwordHash, role: 'librarian' }, now);
  return Object.assign(patron, { id: 7 });
}

describe('The session service', () => {
  let work: FakeUnitOfWork;
  let signIn: SinonStubbedInstance<SignInService>;
  let patrons: SinonStubbedInstance<Patrons>;
  let queries: SinonStubbedInstance<PatronQueries>;
  let sessions: FakeSessions;
  let tokens: SinonStubbedInstance<Tokens>;
  let secondFactor: SinonStubbedInstance<SecondFactorCheck>;
  let accesses: FakeAccessTrail;
  let audit: FakeAuditTrail;
  let clock: SinonStubbedInstance<Clock>;
  let service: SessionService;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    signIn = sinon.createStubInstance(SignInService);
    patrons = stubOf<Patrons>('lock');
    queries = stubOf<PatronQueries>('signedIn');
    sessions = new FakeSessions(work);
    tokens = stubOf<Tokens>('issue');
    audit = new FakeAuditTrail(work);
    clock = stubOf<Clock>('now');
    signIn.recognise.resolves({ patronId: 7, role: 'patron', passwordHash: 'hash', disabled: false });
    patrons.lock.withArgs(7).resolves(patronWith('hash'));
    queries.signedIn.withArgs(7).resolves({ patronId: 7, role: 'patron', generation: 3 });
    tokens.issue.returns({ token: 'a.b.c', expiresIn: 900 });
    clock.now.returns(now);
    secondFactor = sinon.createStubInstance(SecondFactorCheck);
    secondFactor.passes.resolves(false);
    const secrets = new FakeSecrets();
    const noRequest = stubOf<RequestScope>('facts');
    const issuer = new TokenIssuer(sessions, secrets, tokens, audit, clock, noRequest);
    accesses = new FakeAccessTrail();
    service = new SessionService(
      ...([work, signIn, patrons, queries, sessions, secrets, issuer, secondFactor] as const),
      ...([audit, accesses, clock] as const),
    );
  });

  const start = (): Promise<TokenPair> => service.start('ada@example.org', 'lovelace');
  const endings = (): (Date | null)[] => sessions.sessions.map(({ endedAt }) => endedAt);

  describe('starting a session', () => {
    it('returns an access token of the session and a refresh token that lives for 30 days', async () => {
      const pair = await start();
      expect(pair).to.include({ accessToken: 'a.b.c', expiresIn: 900, refreshExpiresIn: 30 * 86_400 });
      expect(tokens.issue.args).to.deep.equal([
        [{ patronId: 7, role: 'librarian', generation: 1, session: 1 }, 900],
      ]);
    });

    it('asks for the second factor after the password, with the role that is in force', async () => {
      await service.start('ada@example.org', 'lovelace', '123456');
      const [[owner, code] = []] = secondFactor.passes.args;
      expect([owner?.patronId, owner?.role, code]).to.deep.equal([7, 'librarian', '123456']);
    });

    it('notes on the session that the second factor was passed', async () => {
      await start();
      secondFactor.passes.resolves(true);
      await start();
      expect(sessions.sessions.map(({ secondFactorAt }) => secondFactorAt)).to.deep.equal([null, now]);
    });

    it('stores nothing when the second factor is refused', async () => {
      secondFactor.passes.rejects(new Refusal(secondFactorRequired));
      expect(await codesOf(start)).to.deep.equal(['accounts.second_factor_required']);
      expect(sessions.sessions).to.deep.equal([]);
    });

    it('counts a wrong code as a failed sign-in, and not a missing one', async () => {
      secondFactor.passes.rejects(new Refusal(secondFactorRequired));
      await codesOf(start);
      expect(accesses.failures).to.deep.equal([]);
      secondFactor.passes.rejects(new Refusal(secondFactorWrong));
      await codesOf(start);
      expect(accesses.failures).to.deep.equal([{ action: 'accounts.sign_in_failed', patronId: 7 }]);
    });

    it('of a single token is refused for an account that needs a second factor', async () => {
      secondFactor.refuseIfNeeded.rejects(new Refusal(secondFactorRequired));
      const codes = await codesOf(() => service.startSingle('ada@example.org', 'lovelace'));
      expect(codes).to.deep.equal(['accounts.second_factor_required']);
      expect(sessions.sessions).to.deep.equal([]);
    });

    it('stores the session and the hash of its refresh token', async () => {
      const { refreshToken } = await start();
      expect(sessions.sessions).to.have.lengthOf(1).and.nested.property('[0].patronId', 7);
      expect(sessions.tokens.map(({ hash, sessionId }) => ({ hash, sessionId }))).to.deep.equal([
        { hash: `hash of ${refreshToken}`, sessionId: 1 },
      ]);
    });

    it('records it with its owner, and the sign-in with its network', async () => {
      await start();
      expect(audit.events).to.deep.equal([
        { action: 'accounts.signed_in', subject: { type: 'patron', id: 7 }, withNetwork: true },
        {
          action: 'accounts.session_started',
          subject: { type: 'session', id: 1 },
          details: { patronId: 7 },
        },
      ]);
    });

    it('refuses wrong credentials before any row is locked', async () => {
      signIn.recognise.rejects(new Refusal(credentialsWrong));
      expect(await codesOf(start)).to.deep.equal(['accounts.credentials_wrong']);
      expect(patrons.lock.called).to.equal(false);
    });

    it('refuses a password that was changed while it was compared', async () => {
      patrons.lock.withArgs(7).resolves(patronWith('hash of another'));
      expect(await codesOf(start)).to.deep.equal(['accounts.credentials_wrong']);
      expect(sessions.sessions).to.deep.equal([]);
    });

    it('refuses an account that was disabled while its password was compared', async () => {
      const disabled = patronWith('hash');
      disabled.setDisabled(true, now);
      patrons.lock.withArgs(7).resolves(disabled);
      expect(await codesOf(start)).to.deep.equal(['accounts.account_disabled']);
      expect(sessions.sessions).to.deep.equal([]);
    });

    it('refuses an account that was closed while its password was compared', async () => {
      patrons.lock.withArgs(7).resolves(undefined);
      expect(await codesOf(start)).to.deep.equal(['accounts.credentials_wrong']);
    });

    it('stores one session when the database has the job run again', async () => {
      work.failAtCommit(1);
      await start();
      expect([sessions.sessions.length, sessions.tokens.length, audit.events.length]).to.deep.equal([
        1, 1, 2,
      ]);
    });
  });

  it('refuses a session of one token when the password was changed while it was compared', async () => {
    patrons.lock.withArgs(7).resolves(patronWith('hash of another'));
    const codes = await codesOf(() => service.startSingle('ada@example.org', 'lovelace'));
    expect(codes).to.deep.equal(['accounts.credentials_wrong']);
  });

  describe('refreshing a session', () => {
    let first: TokenPair;

    beforeEach(async () => {
      first = await start();
      audit.events.length = 0;
      tokens.issue.resetHistory();
      clock.now.returns(daysLater(10));
    });

    it('returns a new pair with a different refresh token', async () => {
      const next = await service.refresh(first.refreshToken);
      expect(next.refreshToken).to.not.equal(first.refreshToken);
      expect(tokens.issue.args).to.deep.equal([
        [{ patronId: 7, role: 'patron', generation: 3, session: 1 }, 900],
      ]);
    });

    it('extends the session by 30 days', async () => {
      await service.refresh(first.refreshToken);
      expect(sessions.sessions.map(({ expiresAt }) => expiresAt)).to.deep.equal([daysLater(40)]);
    });

    it('marks the presented token as used', async () => {
      await service.refresh(first.refreshToken);
      expect(sessions.tokens.map(({ spentAt }) => spentAt)).to.deep.equal([daysLater(10), null]);
    });

    it('locks the token before its session', async () => {
      await service.refresh(first.refreshToken);
      expect(work.locks).to.deep.equal([`token hash of ${first.refreshToken}`, 'session 1']);
    });

    it('records it', async () => {
      await service.refresh(first.refreshToken);
      expect(audit.actions).to.deep.equal(['accounts.session_refreshed']);
    });

    it('refuses an unknown token', async () => {
      expect(await codesOf(() => service.refresh('slr_guess'))).to.deep.equal([
        'accounts.refresh_token_invalid',
      ]);
      expect(endings()).to.deep.equal([null]);
    });

    it('refuses an expired token', async () => {
      clock.now.returns(daysLater(30));
      const codes = await codesOf(() => service.refresh(first.refreshToken));
      expect(codes).to.deep.equal(['accounts.refresh_token_invalid']);
    });

    it('refuses it when session or account has ended, and marks nothing as used', async () => {
      queries.signedIn.withArgs(7, 1).resolves(undefined);
      const codes = await codesOf(() => service.refresh(first.refreshToken));
      expect(codes).to.deep.equal(['accounts.refresh_token_invalid']);
      expect(sessions.tokens.map(({ spentAt }) => spentAt)).to.deep.equal([null]);
    });

    it('ends the session of a token that is presented a second time, although that is refused', async () => {
      await service.refresh(first.refreshToken);
      const codes = await codesOf(() => service.refresh(first.refreshToken));
      expect(codes).to.deep.equal(['accounts.refresh_token_invalid']);
      expect(endings()).to.deep.equal([daysLater(10)]);
      expect(audit.actions).to.deep.equal(['accounts.session_refreshed', 'accounts.refresh_token_reused']);
    });

    it('ends a session once, however often its old token is presented', async () => {
      await service.refresh(first.refreshToken);
      await codesOf(() => service.refresh(first.refreshToken));
      clock.now.returns(daysLater(11));
      await codesOf(() => service.refresh(first.refreshToken));
      expect(endings()).to.deep.equal([daysLater(10)]);
      expect(audit.actions).to.deep.equal(['accounts.session_refreshed', 'accounts.refresh_token_reused']);
    });
  });
});
