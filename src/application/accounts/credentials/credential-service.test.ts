import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { AccountLink } from '../../../domain/accounts/account-link.js';
import { ApiKey } from '../../../domain/accounts/api-key.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { Session } from '../../../domain/accounts/session.js';
import type { RequestScope } from '../../kernel/request/request-scope.js';
import { FakeAccessTrail } from '../../kernel/storage/access-trail.fake.js';
import type { Passwords } from '../passwords.js';
import { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import type { PatronQueries } from '../patron-queries.js';
import { LinkService } from '../mail/link-service.js';
import { FakeSecrets } from '../secrets.fake.js';
import { SecondFactorCheck } from '../second-factor/second-factor-check.js';
import { AccessService } from '../access/access-service.js';
import { TokenIssuer } from '../sessions/token-issuer.js';
import type { Tokens } from '../tokens.js';
import { CredentialService } from './credential-service.js';

const change = { currentPassword: 'lovelace', newPassword: 'babbage' };

describe('The credential service', () => {
  let desk: FakePatronDesk;
  let ada: Patron;
  let passwords: SinonStubbedInstance<Passwords>;
  let queries: SinonStubbedInstance<PatronQueries>;
  let tokens: SinonStubbedInstance<Tokens>;
  let secondFactor: SinonStubbedInstance<SecondFactorCheck>;
  let accesses: FakeAccessTrail;
  let service: CredentialService;

  beforeEach(async () => {
    desk = new FakePatronDesk();
    ada = desk.given();
    passwords = stubOf<Passwords>('hash', 'verify');
    passwords.verify.resolves(false).withArgs('lovelace', 'old hash').resolves(true);
    passwords.hash.callsFake((password) => Promise.resolve(`hash of ${password}`));
    queries = stubOf<PatronQueries>('credentialsOf', 'view');
    queries.view.callsFake((id) => desk.view(id));
    queries.credentialsOf
      .withArgs(1)
      .resolves({ patronId: 1, role: 'patron', disabled: false, passwordHash: 'old hash' });
    tokens = stubOf<Tokens>('issue');
    tokens.issue.returns({ token: 'a.b.c', expiresIn: 900 });
    const { work, patrons, sessions, keys, audit } = desk;
    const [clock, noRequest] = [{ now: () => desk.now }, stubOf<RequestScope>('facts')];
    accesses = new FakeAccessTrail();
    const issuer = new TokenIssuer(sessions, new FakeSecrets(), tokens, audit, clock, noRequest);
    const access = new AccessService(work, patrons, sessions, audit, clock);
    secondFactor = sinon.createStubInstance(SecondFactorCheck);
    secondFactor.isActive.resolves(false);
    const link = new LinkService(work, desk.links, desk.secrets, (purpose) => purpose, clock);
    service = new CredentialService(
      ...([work, patrons, queries, desk.service, passwords, access, issuer, secondFactor, keys] as const),
      ...([link, desk.warnings, audit, accesses, clock] as const),
    );
    await work.run(() => sessions.add(new Session(1, desk.now)));
  });

  const endings = (): (Date | null)[] => desk.sessions.sessions.map(({ endedAt }) => endedAt);
  const actions = (): string[] => desk.audit.actions;
  const addKey = (expiresAt: Date | null): Promise<void> =>
    desk.work.run(() =>
      desk.keys.add(
        new ApiKey({ patronId: 1, name: 'x', hash: 'x', scopes: ['catalogue:read'], expiresAt }, desk.now),
      ),
    );

  describe('changing the password', () => {
    const changePassword = (revokeKeys = false) => service.changePassword(1, change, { revokeKeys });

    it('stores the hash of the new one', async () => {
      await changePassword();
      expect(ada.passwordHash).to.equal('hash of babbage');
    });

    it('starts a session that has passed the second factor, if the account has one', async () => {
      secondFactor.isActive.resolves(true);
      await changePassword();
      const passed = desk.sessions.sessions.map(({ secondFactorAt }) => secondFactorAt);
      expect(passed).to.deep.equal([null, desk.now]);
    });

    it('ends all sessions and tokens from before, and starts a session with new tokens', async () => {
      const answer = await changePassword();
      expect(answer.tokens).to.include({ accessToken: 'a.b.c' });
      expect(endings()).to.deep.equal([desk.now, null]);
      expect(tokens.issue.args).to.deep.equal([
        [{ patronId: 1, role: 'patron', generation: 2, session: 2 }, 900],
      ]);
    });

    it('leaves the API keys and counts those that have not expired', async () => {
      await addKey(null);
      await addKey(new Date('2026-11-30T00:00:00Z'));
      expect((await changePassword()).keys).to.deep.equal({ valid: 1, revoked: 0 });
    });

    it('revokes the API keys on request', async () => {
      await addKey(null);
      expect((await changePassword(true)).keys).to.deep.equal({ valid: 0, revoked: 1 });
      expect(desk.keys.keys.map(({ revokedAt }) => revokedAt)).to.deep.equal([desk.now]);
    });

    it('tells the owner, and makes links useless that were mailed before', async () => {
      const expiresAt = new Date('2026-12-01T10:00:00Z');
      const mailed = new AccountLink({
        hash: 'x',
        patronId: 1,
        purpose: 'reset',
        email: ada.email,
        expiresAt,
      });
      await desk.work.run(() => desk.links.add(mailed));
      await changePassword();
      expect(desk.letters.waiting).to.deep.equal(['password_changed to ada@example.org']);
      expect(desk.links.links).to.deep.equal([]);
    });

    it('records each part of it, and no secret', async () => {
      await addKey(null);
      await changePassword(true);
      expect(actions()).to.deep.equal([
        'accounts.password_changed',
        'accounts.signed_out_everywhere',
        'accounts.api_keys_revoked',
        'accounts.session_started',
      ]);
      expect(JSON.stringify(desk.audit.events)).to.not.match(/hash|babbage|lovelace/);
    });

    it('refuses a wrong current password, and changes nothing', async () => {
      const wrong = { ...change, currentPassword: 'byron' };
      const codes = await codesOf(() => service.changePassword(1, wrong, { revokeKeys: true }));
      expect(codes).to.deep.equal(['accounts.current_password_wrong']);
      expect([ada.passwordHash, endings(), actions()]).to.deep.equal(['old hash', [null], []]);
    });

    it('counts a wrong current password', async () => {
      const wrong = { ...change, currentPassword: 'byron' };
      await codesOf(() => service.changePassword(1, wrong, { revokeKeys: false }));
      const counted = { action: 'accounts.password_check_failed', patronId: 1 };
      expect(accesses.failures).to.deep.equal([counted]);
    });

    it('refuses when the password was changed while it was compared', async () => {
      ada.passwordHash = 'hash of another';
      expect(await codesOf(() => changePassword())).to.deep.equal(['accounts.current_password_wrong']);
      expect(endings()).to.deep.equal([null]);
    });

    it('refuses an account that was closed meanwhile', async () => {
      queries.credentialsOf.resolves(undefined);
      const codes = await codesOf(() => service.changePassword(99, change, { revokeKeys: false }));
      expect(codes).to.deep.equal(['accounts.current_password_wrong']);
    });

    it('compares and hashes before the unit of work begins, because both take long', async () => {
      const inside: string[] = [];
      passwords.verify.callsFake(async () => {
        if (desk.work.isRunning) inside.push('verify');
        return true;
      });
      passwords.hash.callsFake(async () => {
        if (desk.work.isRunning) inside.push('hash');
        return 'new hash';
      });
      await changePassword();
      expect(inside).to.deep.equal([]);
    });
  });

  describe('changing the password with the rest of the account', () => {
    it('changes both, and issues one token of an hour', async () => {
      await service.changeForSingle(1, change, { lastName: 'King' });
      expect(ada).to.include({ lastName: 'King', passwordHash: 'hash of babbage' });
      expect(passwords.hash.args[0]?.[1]).to.include({ username: 'ada', lastName: 'King' });
      expect(tokens.issue.args).to.deep.equal([
        [{ patronId: 1, role: 'patron', generation: 2, session: 2 }, 3_600],
      ]);
    });

    it('changes neither when one is refused', async () => {
      desk.given({ username: 'grace' });
      const codes = await codesOf(() => service.changeForSingle(1, change, { email: 'grace@example.org' }));
      expect(codes).to.deep.equal(['accounts.email_taken']);
      expect([ada.passwordHash, ada.tokenGeneration, endings()]).to.deep.equal(['old hash', 1, [null]]);
    });
  });

  describe('changing the account with the current password', () => {
    it('ends no session', async () => {
      await service.update(1, { email: 'king@example.org' }, 'lovelace');
      expect(ada.pendingEmail).to.equal('king@example.org');
      expect(endings()).to.deep.equal([null]);
    });

    it('refuses a wrong password, and changes nothing', async () => {
      const codes = await codesOf(() => service.update(1, { email: 'king@example.org' }, 'byron'));
      expect(codes).to.deep.equal(['accounts.current_password_wrong']);
      expect(ada.email).to.equal('ada@example.org');
    });

    it('refuses a change based on an older revision', async () => {
      const codes = await codesOf(() => service.update(1, { email: 'king@example.org' }, 'lovelace', 9));
      expect(codes).to.deep.equal(['accounts.patron_changed']);
    });
  });
});
