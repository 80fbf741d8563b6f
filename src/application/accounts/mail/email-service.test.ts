import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { FakeAccountMail } from './account-mail.fake.js';

describe('The e-mail service', () => {
  let mail: FakeAccountMail;
  let ada: Patron;

  beforeEach(() => {
    mail = new FakeAccountMail();
    ada = mail.desk.given();
  });

  const propose = (email: string) => mail.desk.work.run(() => mail.desk.emails.propose(ada, email));

  describe('proposing an address', () => {
    it('keeps it pending, mails it a link, and tells the present address', async () => {
      await propose('new@example.org');
      expect(ada).to.include({ email: 'ada@example.org', pendingEmail: 'new@example.org' });
      expect(mail.desk.letters.waiting).to.deep.equal([
        'verification to new@example.org',
        'email_change_requested to ada@example.org',
      ]);
    });

    it('mails nothing to a present address that was never verified', async () => {
      ada.emailVerified = false;
      await propose('new@example.org');
      expect(mail.desk.letters.waiting).to.deep.equal(['verification to new@example.org']);
    });

    it('mails nothing for the present address, and drops a pending one', async () => {
      await propose('new@example.org');
      await propose('ada@example.org');
      expect(ada.pendingEmail).to.equal(null);
      expect(mail.desk.letters.waiting).to.have.length(2);
    });

    it('changes the spelling of the present address at once', async () => {
      await propose('Ada@example.org');
      expect(ada).to.include({ email: 'Ada@example.org', pendingEmail: null, emailVerified: true });
      expect(mail.desk.letters.waiting).to.deep.equal([]);
    });

    it('mails one link however often the same address is given', async () => {
      await propose('new@example.org');
      await propose('new@example.org');
      expect(mail.desk.letters.waiting).to.have.length(2);
    });

    it('refuses the address of somebody else, and mails nothing', async () => {
      mail.desk.given({ username: 'grace' });
      expect(await codesOf(() => propose('grace@example.org'))).to.deep.equal(['accounts.email_taken']);
      expect([ada.pendingEmail, mail.desk.letters.waiting]).to.deep.equal([null, []]);
    });
  });

  describe('asking for another link', () => {
    it('mails it to the pending address', async () => {
      await propose('new@example.org');
      await mail.desk.emails.requestVerification(1);
      expect(mail.desk.letters.waiting.at(-1)).to.equal('verification to new@example.org');
    });

    it('mails it to the present address while that is not verified', async () => {
      ada.emailVerified = false;
      await mail.desk.emails.requestVerification(1);
      expect(mail.desk.letters.waiting).to.deep.equal(['verification to ada@example.org']);
    });

    it('is refused when there is nothing to verify', async () => {
      const codes = await codesOf(() => mail.desk.emails.requestVerification(1));
      expect(codes).to.deep.equal(['accounts.email_verified']);
    });

    it('does not find an unknown account', async () => {
      const codes = await codesOf(() => mail.desk.emails.requestVerification(99));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('using a link', () => {
    const use = (secret: string) => mail.desk.emails.verify(secret);

    it('verifies the present address, and tells nobody', async () => {
      ada.emailVerified = false;
      await use(await mail.link('verification'));
      expect([ada.emailVerified, mail.desk.letters.waiting]).to.deep.equal([true, []]);
    });

    it('makes a pending address take effect, and tells the former one', async () => {
      await propose('new@example.org');
      await use(await mail.link('verification', 'new@example.org'));
      expect(ada).to.include({ email: 'new@example.org', pendingEmail: null });
      expect(mail.desk.letters.waiting.at(-1)).to.equal('email_changed to ada@example.org');
    });

    it('removes all links of this kind', async () => {
      const [first, second] = [await mail.link('verification'), await mail.link('verification')];
      await use(first);
      expect(await codesOf(() => use(second))).to.deep.equal(['accounts.link_invalid']);
    });

    for (const [what, secretOf] of [
      ['is unknown', () => Promise.resolve('made up')],
      ['is for a password', () => mail.link('reset')],
      [
        'was mailed to an address that the account no longer has',
        () => mail.link('verification', 'old@example.org'),
      ],
      ['was given out without an address', () => mail.link('verification', null)],
    ] as const) {
      it(`is refused when it ${what}`, async () => {
        const secret = await secretOf();
        expect(await codesOf(() => use(secret))).to.deep.equal(['accounts.link_invalid']);
      });
    }

    it('is refused once the password was changed, when the address was still pending', async () => {
      await propose('new@example.org');
      const secret = await mail.link('verification', 'new@example.org');
      ada.revise({ passwordHash: 'another hash' }, mail.clock.now());
      expect(await codesOf(() => use(secret))).to.deep.equal(['accounts.link_invalid']);
      expect(ada.email).to.equal('ada@example.org');
    });

    it('is recorded without the address', async () => {
      await use(await mail.link('verification'));
      expect(mail.desk.recorded).to.deep.equal([['accounts.email_verified', 1, undefined]]);
    });
  });

  it('forgets letters and links of an account', async () => {
    await propose('new@example.org');
    await mail.link('verification', 'new@example.org');
    await mail.desk.work.run(() => mail.desk.emails.forget(1));
    expect([mail.desk.letters.letters, mail.desk.links.links]).to.deep.equal([[], []]);
  });
});
