import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { FakeAccountMail } from './account-mail.fake.js';

describe('The password reset service', () => {
  let mail: FakeAccountMail;
  let ada: Patron;

  beforeEach(() => {
    mail = new FakeAccountMail();
    ada = mail.desk.given();
  });

  const complete = (secret: string) => mail.resets.complete(secret, 'babbage');

  describe('asking for a link', () => {
    it('stores a letter to the account with the address', async () => {
      await mail.resets.request('ADA@example.org');
      expect(mail.desk.letters.letters).to.deep.include.members([
        { id: 1, patronId: 1, kind: 'password_reset', email: null, at: mail.desk.now },
      ]);
    });

    it('does the same for an unknown address, with a letter to nobody', async () => {
      await mail.resets.request('nobody@example.org');
      expect(mail.desk.letters.letters.map(({ patronId }) => patronId)).to.deep.equal([null]);
      expect(mail.desk.recorded).to.deep.equal([['accounts.reset_requested', 1, undefined]]);
    });

    it('is done by staff for a patron with an address', async () => {
      await mail.resets.requestFor(1);
      expect(mail.desk.letters.waiting).to.deep.equal(['password_reset to the account']);
    });

    it('is refused to staff for a patron without an address, or an unknown one', async () => {
      ada.email = null;
      expect(await codesOf(() => mail.resets.requestFor(1))).to.deep.equal(['accounts.email_missing']);
      expect(await codesOf(() => mail.resets.requestFor(9))).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('using a link', () => {
    it('sets the password, ends all tokens, removes all links, and tells the owner', async () => {
      const secret = await mail.link('reset');
      await mail.link('reset');
      await complete(secret);
      expect(ada).to.include({ passwordHash: 'hash of babbage for ada', tokenGeneration: 2 });
      expect(mail.desk.links.links).to.deep.equal([]);
      expect(mail.desk.letters.waiting).to.deep.equal(['password_changed to ada@example.org']);
    });

    it('drops a pending address, which somebody else may have given', async () => {
      ada.pendingEmail = 'thief@example.org';
      await complete(await mail.link('reset'));
      expect(ada.pendingEmail).to.equal(null);
    });

    it('verifies an address that it was mailed to, and records that keys were revoked', async () => {
      ada.emailVerified = false;
      await complete(await mail.link('reset'));
      expect(ada.emailVerified).to.equal(true);
      expect(mail.desk.recorded.at(-1)).to.deep.equal(['accounts.password_reset', 1, { keysRevoked: true }]);
    });

    it('verifies nothing when it was given out in another way', async () => {
      ada.emailVerified = false;
      await complete(await mail.link('reset', null));
      expect([ada.emailVerified, ada.passwordHash]).to.deep.equal([false, 'hash of babbage for ada']);
    });

    for (const [what, secretOf] of [
      ['is unknown', () => Promise.resolve('made up')],
      ['is for an address', () => mail.link('verification')],
      [
        'was mailed to an address that the account no longer has',
        () => mail.link('reset', 'old@example.org'),
      ],
    ] as const) {
      it(`is refused when it ${what}`, async () => {
        const secret = await secretOf();
        expect(await codesOf(() => complete(secret))).to.deep.equal(['accounts.link_invalid']);
        expect(ada.passwordHash).to.equal('old hash');
      });
    }

    it('is refused after 30 minutes', async () => {
      const secret = await mail.link('reset');
      mail.later = 30 * 60_000;
      expect(await codesOf(() => complete(secret))).to.deep.equal(['accounts.link_invalid']);
    });

    it('is refused for a closed account', async () => {
      const secret = await mail.link('reset');
      ada.close(mail.desk.now);
      expect(await codesOf(() => complete(secret))).to.deep.equal(['accounts.link_invalid']);
    });
  });
});
