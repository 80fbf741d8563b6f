import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../test/support/refusal-of.js';
import { stubOf } from '../../../test/support/stub-of.js';
import { FakeCache } from '../kernel/request/cache.fake.js';
import { FakeAccessTrail } from '../kernel/storage/access-trail.fake.js';
import type { KeyUses } from './api-keys.js';
import type { Passwords } from './passwords.js';
import type { Account, Credentials, KeyHolder, PatronQueries } from './patron-queries.js';
import { FakeSecrets } from './secrets.fake.js';
import { SignInService } from './sign-in-service.js';
import type { Tokens } from './tokens.js';

const ada: Credentials = { patronId: 7, role: 'patron', passwordHash: 'hash of lovelace', disabled: false };

describe('The sign-in service', () => {
  let patrons: SinonStubbedInstance<PatronQueries>;
  let passwords: SinonStubbedInstance<Passwords>;
  let tokens: SinonStubbedInstance<Tokens>;
  let cache: FakeCache;
  let keyUses: SinonStubbedInstance<KeyUses>;
  let accesses: FakeAccessTrail;
  let service: SignInService;

  beforeEach(() => {
    patrons = stubOf<PatronQueries>('credentials', 'signedIn', 'keyHolder');
    passwords = stubOf<Passwords>('verify');
    tokens = stubOf<Tokens>('read');
    cache = new FakeCache();
    keyUses = stubOf<KeyUses>('note');
    accesses = new FakeAccessTrail();
    service = new SignInService(patrons, passwords, new FakeSecrets(), tokens, cache, keyUses, accesses);
    patrons.credentials.resolves(undefined).withArgs('ada@example.org').resolves(ada);
    passwords.verify.resolves(false).withArgs('lovelace', 'hash of lovelace').resolves(true);
  });

  describe('checking an e-mail address and a password', () => {
    it('returns the account', async () => {
      expect(await service.recognise('ada@example.org', 'lovelace')).to.deep.equal(ada);
    });

    it('refuses a wrong password and an unknown address with the same code', async () => {
      const codes = [
        await codesOf(() => service.recognise('ada@example.org', 'babbage')),
        await codesOf(() => service.recognise('nobody@example.org', 'lovelace')),
      ];
      expect(codes).to.deep.equal([['accounts.credentials_wrong'], ['accounts.credentials_wrong']]);
    });

    it('verifies a password for an unknown address too, so that both take the same time', async () => {
      await codesOf(() => service.recognise('nobody@example.org', 'lovelace'));
      expect(passwords.verify.args).to.deep.equal([['lovelace', null]]);
    });

    it('counts each failure, without an account for an unknown address', async () => {
      await codesOf(() => service.recognise('ada@example.org', 'babbage'));
      await codesOf(() => service.recognise('nobody@example.org', 'lovelace'));
      const action = 'accounts.sign_in_failed';
      expect(accesses.failures).to.deep.equal([
        { action, patronId: 7 },
        { action, patronId: undefined },
      ]);
    });

    it('counts nothing when the password is right', async () => {
      await service.recognise('ada@example.org', 'lovelace');
      expect(accesses.failures).to.deep.equal([]);
    });

    it('tells only who knows the password that the account is disabled', async () => {
      patrons.credentials.withArgs('ada@example.org').resolves({ ...ada, disabled: true });
      const codes = [
        await codesOf(() => service.recognise('ada@example.org', 'lovelace')),
        await codesOf(() => service.recognise('ada@example.org', 'babbage')),
      ];
      expect(codes).to.deep.equal([['accounts.account_disabled'], ['accounts.credentials_wrong']]);
    });

    it('refuses an account without a password', async () => {
      patrons.credentials.withArgs('staff@example.org').resolves({ ...ada, passwordHash: null });
      const codes = await codesOf(() => service.recognise('staff@example.org', ''));
      expect(codes).to.deep.equal(['accounts.credentials_wrong']);
    });
  });

  describe('identifying the owner of a token', () => {
    const caller: Account = { patronId: 7, role: 'librarian', generation: 2 };

    it('finds no owner for a foreign token, and reads no account', async () => {
      tokens.read.returns(undefined);
      expect(await service.identify('forged')).to.equal(undefined);
      expect(patrons.signedIn.called).to.equal(false);
    });

    it('reads the current role from the account, not from the token', async () => {
      tokens.read.withArgs('a.b.c').returns({ patronId: 7, generation: 2 });
      patrons.signedIn.withArgs(7).resolves(caller);
      expect(await service.identify('a.b.c')).to.deep.equal(caller);
    });

    it('finds no owner when the account or the session has ended', async () => {
      tokens.read.returns({ patronId: 7, generation: 2, session: 3 });
      patrons.signedIn.withArgs(7, 3).resolves(undefined);
      expect(await service.identify('a.b.c')).to.equal(undefined);
    });

    for (const generation of [1, 3]) {
      it(`finds no owner for a token of generation ${generation} when that of the account is 2`, async () => {
        tokens.read.returns({ patronId: 7, generation });
        patrons.signedIn.withArgs(7).resolves(caller);
        expect(await service.identify('a.b.c')).to.equal(undefined);
      });
    }

    it('queries once for many requests in a row, and caches the answer for at most 5 seconds', async () => {
      tokens.read.returns({ patronId: 7, generation: 2 });
      patrons.signedIn.resolves(caller);
      await service.identify('a.b.c');
      await service.identify('a.b.c');
      expect(patrons.signedIn.callCount).to.equal(1);
      expect(cache.rules.map(({ seconds }) => seconds)).to.deep.equal([5]);
    });

    for (const tag of ['patron:7', 'session:3']) {
      it(`queries again once ${tag} has changed`, async () => {
        tokens.read.returns({ patronId: 7, generation: 2, session: 3 });
        patrons.signedIn.onFirstCall().resolves(caller).onSecondCall().resolves(undefined);
        await service.identify('a.b.c');
        await cache.drop([tag]);
        expect(await service.identify('a.b.c')).to.equal(undefined);
      });
    }

    it('distinguishes two sessions of the same patron', async () => {
      tokens.read.withArgs('first').returns({ patronId: 7, generation: 2, session: 3 });
      tokens.read.withArgs('second').returns({ patronId: 7, generation: 2, session: 4 });
      patrons.signedIn.withArgs(7, 3).resolves(caller);
      expect(await service.identify('first')).to.deep.equal(caller);
      expect(await service.identify('second')).to.equal(undefined);
    });
  });

  describe('identifying the owner of an API key', () => {
    it('looks up the hash of the key, and never parses it as a token', async () => {
      const holder: KeyHolder = { patronId: 7, role: 'patron', apiKey: 9, scopes: ['catalogue:read'] };
      patrons.keyHolder.withArgs('hash of slk_abc').resolves(holder);
      expect(await service.identify('slk_abc')).to.deep.equal(holder);
      expect(tokens.read.called).to.equal(false);
    });

    it('records that the key is used, and nothing for an unknown key', async () => {
      patrons.keyHolder
        .withArgs('hash of slk_abc')
        .resolves({ patronId: 7, role: 'patron', apiKey: 9, scopes: [] });
      await service.identify('slk_abc');
      await service.identify('slk_unknown');
      expect(keyUses.note.args).to.deep.equal([[9]]);
    });

    it('queries for every request, so that a revoked key is refused at once', async () => {
      patrons.keyHolder.onFirstCall().resolves({ patronId: 7, role: 'patron', apiKey: 9, scopes: [] });
      await service.identify('slk_abc');
      expect(await service.identify('slk_abc')).to.equal(undefined);
    });
  });
});
