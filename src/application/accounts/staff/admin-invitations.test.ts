import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { FakeAccountMail } from '../mail/account-mail.fake.js';
import { AdminInvitations, type Invitation } from './admin-invitations.js';

const boss = { email: 'boss@example.org', username: 'boss' };

describe('Inviting an admin', () => {
  let fake: FakeAccountMail;
  beforeEach(() => {
    fake = new FakeAccountMail();
  });

  const invite = (mailReachesPeople: boolean): Promise<Invitation> => {
    const { desk, linkService, clock } = fake;
    const { work, patrons, letters, audit } = desk;
    const queries = { credentials: (email: string) => desk.credentials(email) };
    const ports = [work, patrons, queries, linkService, letters, mailReachesPeople, audit, clock] as const;
    return new AdminInvitations(...ports).invite(boss);
  };

  it('creates an admin without a password', async () => {
    await invite(true);
    expect(fake.desk.patrons.stored.at(-1)).to.include({ ...boss, role: 'admin', passwordHash: null });
    expect(fake.desk.recorded.map((event) => (event as string[])[0])).to.deep.equal([
      'accounts.patron_registered',
      'accounts.admin_invited',
    ]);
  });

  it('leaves the link to the mail, when mails reach people', async () => {
    expect(await invite(true)).to.deep.equal({ mailed: true });
    expect(fake.desk.letters.waiting).to.deep.equal(['admin_invited to boss@example.org']);
    expect(fake.desk.links.links).to.deep.equal([]);
  });

  it('returns a link of 15 minutes otherwise', async () => {
    const invitation = await invite(false);
    expect(invitation)
      .to.have.property('link')
      .that.matches(/^https:.*\/reset\?token=sll_1$/);
    const [link] = fake.desk.links.links;
    expect(link?.expiresAt.getTime()).to.equal(fake.desk.now.getTime() + 15 * 60_000);
    expect(fake.desk.letters.waiting).to.deep.equal([]);
  });

  it('invites an admin again who has not set a password yet', async () => {
    await invite(false);
    const count = fake.desk.patrons.stored.length;
    expect(await invite(false)).to.have.property('link');
    expect(fake.desk.patrons.stored).to.have.length(count);
  });

  for (const [who, account] of [
    ['an admin with a password', { role: 'admin' }],
    ['a patron without one', { passwordHash: null }],
  ] as const) {
    it(`refuses the address of ${who}`, async () => {
      fake.desk.given({ username: 'boss', ...account });
      expect(await codesOf(() => invite(true))).to.deep.equal(['accounts.email_taken']);
      expect(fake.desk.letters.waiting).to.deep.equal([]);
    });
  }
});
