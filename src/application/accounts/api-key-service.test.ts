import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { codesOf, refusalOf, sentencesOf } from '../../../test/support/refusal-of.js';
import { stubOf } from '../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../kernel/storage/audit-trail.fake.js';
import type { Clock } from '../kernel/clock.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import { FakeApiKeys } from './api-keys.fake.js';
import { ApiKeyService, type KeyWish } from './api-key-service.js';
import { FakeSecrets } from './secrets.fake.js';

const now = new Date('2026-12-01T09:30:00Z');
const later = new Date('2026-12-01T09:30:01Z');
const scopes = ['catalogue:read', 'catalogue:write', 'accounts:read', 'accounts:write'];
const owner = 7;

const wish = (changes: Partial<KeyWish> = {}): KeyWish => ({
  name: 'the website of Ada',
  scopes: ['catalogue:read'],
  expiresAt: null,
  ...changes,
});

describe('The API key service', () => {
  let work: FakeUnitOfWork;
  let keys: FakeApiKeys;
  let audit: FakeAuditTrail;
  let clock: SinonStubbedInstance<Clock>;
  let service: ApiKeyService;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    keys = new FakeApiKeys(work);
    audit = new FakeAuditTrail(work);
    clock = stubOf<Clock>('now');
    clock.now.returns(now);
    service = new ApiKeyService(work, keys, new FakeSecrets(), scopes, audit, clock);
  });

  describe('creating a key', () => {
    it('stores the key for its owner, with the hash of the secret only', async () => {
      const { id, secret } = await service.create(owner, wish({ expiresAt: later }));
      const [key] = keys.keys;
      expect(key).to.deep.include({ id, patronId: owner, hash: `hash of ${secret}`, expiresAt: later });
      expect(JSON.stringify({ ...key, hash: '' })).to.not.include(secret);
    });

    it('returns a secret whose prefix identifies an API key', async () => {
      expect((await service.create(owner, wish())).secret).to.match(/^slk_/);
    });

    it('returns a different secret for every key', async () => {
      const made = [await service.create(owner, wish()), await service.create(owner, wish())];
      expect(new Set(made.map(({ secret }) => secret)).size).to.equal(2);
    });

    it('records the key with its scopes and its owner, and never its name', async () => {
      const { id } = await service.create(owner, wish());
      expect(audit.events).to.deep.equal([
        {
          action: 'accounts.api_key_created',
          subject: { type: 'api_key', id },
          details: { patronId: owner, scopes: ['catalogue:read'] },
        },
      ]);
    });

    it('refuses an unknown scope, and lists the known ones', async () => {
      const refusal = await refusalOf(() =>
        service.create(owner, wish({ scopes: ['catalogue:read', 'all'] })),
      );
      expect(refusal.code).to.equal('accounts.scope_unknown');
      expect(sentencesOf(refusal.fields)).to.deep.equal({
        scopes: ['each of scopes must be one of catalogue:read, catalogue:write, accounts:read'],
      });
    });

    it('refuses the scope that would let a key create keys', async () => {
      const codes = await codesOf(() => service.create(owner, wish({ scopes: ['accounts:write'] })));
      expect(codes).to.deep.equal(['accounts.scope_unknown']);
    });

    it('refuses an expiry that is not in the future', async () => {
      const codes = await codesOf(() => service.create(owner, wish({ expiresAt: now })));
      expect(codes).to.deep.equal(['accounts.expiry_passed']);
    });

    it('stores and records nothing when it is refused', async () => {
      await codesOf(() => service.create(owner, wish({ scopes: ['all'] })));
      expect([...keys.keys, ...audit.events]).to.deep.equal([]);
    });

    it('stores one key when the database has the job run again', async () => {
      work.failAtCommit(1);
      const { secret } = await service.create(owner, wish());
      expect(keys.keys.map(({ hash }) => hash)).to.deep.equal([`hash of ${secret}`]);
      expect(audit.actions).to.deep.equal(['accounts.api_key_created']);
    });
  });

  describe('revoking a key', () => {
    let id: number;

    beforeEach(async () => {
      ({ id } = await service.create(owner, wish()));
      audit.events.length = 0;
      clock.now.returns(later);
    });

    it('stores the time, with the key locked', async () => {
      await service.revoke(owner, id);
      expect(keys.keys.map(({ revokedAt }) => revokedAt)).to.deep.equal([later]);
      expect(work.locks).to.deep.equal([`api_key ${id}`]);
    });

    it('records it', async () => {
      await service.revoke(owner, id);
      expect(audit.events).to.deep.equal([
        {
          action: 'accounts.api_key_revoked',
          subject: { type: 'api_key', id },
          details: { patronId: owner, scopes: ['catalogue:read'] },
        },
      ]);
    });

    it('returns 404 for the key of another owner, and does not change it', async () => {
      expect(await codesOf(() => service.revoke(8, id))).to.deep.equal(['accounts.api_key_not_found']);
      expect(keys.keys.map(({ revokedAt }) => revokedAt)).to.deep.equal([null]);
    });

    it('works for a key of any owner when none is named', async () => {
      await service.revoke(undefined, id);
      expect(keys.keys.map(({ revokedAt }) => revokedAt)).to.deep.equal([later]);
    });

    it('returns 404 for a key that was revoked before', async () => {
      await service.revoke(owner, id);
      expect(await codesOf(() => service.revoke(owner, id))).to.deep.equal(['accounts.api_key_not_found']);
      expect(audit.actions).to.deep.equal(['accounts.api_key_revoked']);
    });
  });
});
