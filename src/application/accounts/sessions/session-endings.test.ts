import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { RefreshToken, Session } from '../../../domain/accounts/session.js';
import type { Clock } from '../../kernel/clock.js';
import { FakeAccessTrail } from '../../kernel/storage/access-trail.fake.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { PatronQueries } from '../patron-queries.js';
import type { Patrons } from '../patrons.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import { FakeSecrets } from '../secrets.fake.js';
import { FakeSessions } from '../sessions.fake.js';
import { SignInService } from '../sign-in-service.js';
import { SessionService } from './session-service.js';
import { TokenIssuer } from './token-issuer.js';

const now = new Date('2026-12-01T09:30:00Z');
const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const running = new AbortController().signal;

describe('The end of a session', () => {
  let work: FakeUnitOfWork;
  let sessions: FakeSessions;
  let audit: FakeAuditTrail;
  let clock: SinonStubbedInstance<Clock>;
  let service: SessionService;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    sessions = new FakeSessions(work);
    audit = new FakeAuditTrail(work);
    clock = stubOf<Clock>('now');
    clock.now.returns(now);
    const issuer = sinon.createStubInstance(TokenIssuer);
    const [signIn, patrons] = [sinon.createStubInstance(SignInService), stubOf<Patrons>('lock')];
    const queries = stubOf<PatronQueries>('signedIn');
    const secondFactor = sinon.createStubInstance(SecondFactorCheck);
    service = new SessionService(
      ...([
        work,
        signIn,
        patrons,
        queries,
        sessions,
        new FakeSecrets(),
        issuer,
        secondFactor,
        audit,
        new FakeAccessTrail(),
        clock,
      ] as const),
    );
  });
  afterEach(() => sinon.restore());

  /** Adds a session of patron 7 and its refresh token. */
  const start = (): Promise<void> =>
    work.run(async () => {
      const session = new Session(7, clock.now());
      await sessions.add(session);
      await sessions.addToken(new RefreshToken(`token ${session.id}`, session), clock.now());
    });
  const endings = (): (Date | null)[] => sessions.sessions.map(({ endedAt }) => endedAt);

  describe('by signing out', () => {
    beforeEach(() => start());

    const end = (session?: number): Promise<void> =>
      service.end({ patronId: 7, role: 'patron', ...(session !== undefined && { session }) });

    it('stores its end and records it', async () => {
      await end(1);
      expect(endings()).to.deep.equal([now]);
      expect(audit.events).to.deep.equal([
        { action: 'accounts.session_ended', subject: { type: 'session', id: 1 }, details: { patronId: 7 } },
      ]);
    });

    it('changes nothing when it has ended before', async () => {
      await end(1);
      clock.now.returns(daysLater(1));
      await end(1);
      expect(endings()).to.deep.equal([now]);
      expect(audit.actions).to.deep.equal(['accounts.session_ended']);
    });

    it('refuses a caller whose token has no session, or a removed one', async () => {
      const codes = [await codesOf(() => end()), await codesOf(() => end(99))];
      expect(codes).to.deep.equal([['accounts.no_session'], ['accounts.no_session']]);
    });
  });

  describe('by its id', () => {
    beforeEach(() => start());

    it('is stored and recorded', async () => {
      await service.endOne(7, 1);
      expect(endings()).to.deep.equal([now]);
      expect(audit.actions).to.deep.equal(['accounts.session_ended']);
    });

    it('is refused to another patron', async () => {
      expect(await codesOf(() => service.endOne(8, 1))).to.deep.equal(['accounts.session_not_found']);
      expect(endings()).to.deep.equal([null]);
    });

    it('is refused when the session has ended or expired, or never existed', async () => {
      await start();
      await service.endOne(7, 1);
      clock.now.returns(daysLater(30));
      for (const id of [1, 2, 99]) {
        expect(await codesOf(() => service.endOne(7, id))).to.deep.equal(['accounts.session_not_found']);
      }
    });
  });

  describe('by expiry', () => {
    it('removes expired sessions and tokens, and no others', async () => {
      await start();
      clock.now.returns(daysLater(20));
      await start();
      clock.now.returns(daysLater(30));
      await service.removeExpired(running);
      expect(sessions.sessions.map(({ id }) => id)).to.deep.equal([2]);
      expect(sessions.tokens.map(({ sessionId }) => sessionId)).to.deep.equal([2]);
    });

    it('works in transactions of 1,000 rows until nothing is left', async () => {
      const removeExpired = sinon.stub(sessions, 'removeExpired').resolves(0);
      removeExpired.onFirstCall().resolves(1_000).onSecondCall().resolves(999);
      await service.removeExpired(running);
      expect(removeExpired.args).to.deep.equal([
        [now, 1_000],
        [now, 1_000],
      ]);
      expect(work.commits).to.equal(2);
    });

    it('begins no further transaction after a stop', async () => {
      const removeExpired = sinon.stub(sessions, 'removeExpired').resolves(1_000);
      await service.removeExpired(AbortSignal.abort());
      expect(removeExpired.called).to.equal(false);
    });
  });
});
