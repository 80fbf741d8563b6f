import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import type { RequestScope } from '../../kernel/request/request-scope.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakeSecrets } from '../secrets.fake.js';
import { FakeSessions } from '../sessions.fake.js';
import type { Token, Tokens } from '../tokens.js';
import { TokenIssuer } from './token-issuer.js';

const ada = { patronId: 7, role: 'librarian', generation: 4 } as const;

describe('A session of one token', () => {
  let sessions: FakeSessions;
  let tokens: SinonStubbedInstance<Tokens>;
  let scope: SinonStubbedInstance<RequestScope>;
  let audit: FakeAuditTrail;
  let start: () => Promise<Token>;

  beforeEach(() => {
    const work = new FakeUnitOfWork();
    sessions = new FakeSessions(work);
    tokens = stubOf<Tokens>('issue');
    tokens.issue.returns({ token: 'a.b.c', expiresIn: 3_600 });
    audit = new FakeAuditTrail(work);
    scope = stubOf<RequestScope>('facts');
    const clock = { now: () => new Date('2026-12-01T09:30:00Z') };
    const issuer = new TokenIssuer(sessions, new FakeSecrets(), tokens, audit, clock, scope);
    start = () => work.run(() => issuer.startSingle(ada));
  });

  it('gives a token of the session that lives for an hour', async () => {
    expect(await start()).to.deep.equal({ token: 'a.b.c', expiresIn: 3_600 });
    expect(tokens.issue.args).to.deep.equal([[{ ...ada, session: 1 }, 3_600]]);
  });

  it('ends with its token and has no refresh token', async () => {
    await start();
    const [session] = sessions.sessions;
    expect(session).to.include({ patronId: 7, refreshable: false });
    expect(session?.expiresAt).to.deep.equal(new Date('2026-12-01T10:30:00Z'));
    expect(sessions.tokens).to.deep.equal([]);
  });

  it('keeps the first 200 characters of the User-Agent of the request', async () => {
    const facts = { requestId: 'r1', caller: { role: 'anonymous' }, network: () => '' } as const;
    scope.facts.returns({ ...facts, userAgent: `curl/8.14.1 ${'x'.repeat(1_000)}` });
    await start();
    expect(sessions.sessions[0]?.userAgent).to.match(/^curl\/8[.]14[.]1 x{188}$/);
  });

  it('has no User-Agent outside of a request', async () => {
    await start();
    expect(sessions.sessions[0]?.userAgent).to.equal(null);
  });

  it('is recorded with its owner', async () => {
    await start();
    expect(audit.events).to.deep.equal([
      { action: 'accounts.session_started', subject: { type: 'session', id: 1 }, details: { patronId: 7 } },
    ]);
  });
});
