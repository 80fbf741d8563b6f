import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf, refusalOf, sentencesOf } from '../../../../test/support/refusal-of.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { Session } from '../../../domain/accounts/session.js';
import { FakePatronCategories } from '../categories/patron-categories.fake.js';
import { PatronCategoryService } from '../categories/patron-category-service.js';
import { FakeAccountMail } from '../mail/account-mail.fake.js';
import type { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import { AccessService } from '../access/access-service.js';
import { StaffService } from './staff-service.js';

const librarian = { patronId: 90, role: 'librarian' } as const;

describe('The staff service', () => {
  let desk: FakePatronDesk;
  let service: StaffService;
  let ada: Patron;
  let root: Patron;
  let admin: { readonly patronId: number; readonly role: 'admin' };

  beforeEach(() => {
    const mail = new FakeAccountMail();
    desk = mail.desk;
    ada = desk.given();
    root = desk.given({ username: 'root', role: 'admin' });
    admin = { patronId: root.id, role: 'admin' };
    const { work, patrons, sessions, audit } = desk;
    const clock = { now: () => desk.now };
    const access = new AccessService(work, patrons, sessions, audit, clock);
    const categories = new PatronCategoryService(work, new FakePatronCategories());
    const mails = [mail.resets, desk.warnings] as const;
    service = new StaffService(work, patrons, desk.service, categories, access, ...mails, audit, clock);
  });

  describe('registering a patron at the desk', () => {
    const child = {
      username: 'Tim',
      firstName: 'Tim',
      lastName: 'King',
      email: null,
      language: 'de' as const,
      category: 'child',
      expiresAt: new Date('2028-12-01T00:00:00Z'),
    };

    it('needs no address and no password', async () => {
      const id = await service.register(child);
      const tim = desk.patrons.stored.find((patron) => patron.id === id);
      expect(tim).to.deep.include({ ...child, cardNumber: 'P1', passwordHash: null, role: 'patron' });
      expect(desk.recorded).to.deep.equal([['accounts.patron_registered', id, { role: 'patron' }]]);
    });

    it('takes the number of a card that was printed before', async () => {
      const id = await service.register({ ...child, cardNumber: 'C-7' });
      expect(desk.patrons.stored.find((patron) => patron.id === id)?.cardNumber).to.equal('C-7');
    });

    it('refuses a category that the library does not know, and names the known ones', async () => {
      const { reasons, fields } = await refusalOf(() => service.register({ ...child, category: 'chlid' }));
      expect(reasons.map(({ code }) => code)).to.deep.equal(['accounts.category_unknown']);
      const sentence = 'category must be one that the library knows: adult, child, staff, student';
      expect(sentencesOf(fields)).to.deep.equal({ category: [sentence] });
    });

    it('refuses an address that another account has', async () => {
      const codes = await codesOf(() => service.register({ ...child, email: 'ADA@example.org' }));
      expect(codes).to.deep.equal(['accounts.email_taken']);
      expect(desk.patrons.stored).to.have.length(2);
    });
  });

  describe('changing another account', () => {
    const blocks = [{ reason: 'a lost book', until: null }];

    it('changes the given fields, and records their names', async () => {
      await service.amend(1, { category: 'child', blocks }, { by: librarian });
      expect(ada).to.deep.include({ category: 'child', blocks });
      const details = { changed: ['category', 'blocks'] };
      expect(desk.recorded).to.deep.equal([['accounts.patron_updated', 1, details]]);
    });

    it('gives another address, which counts as verified, and tells the one before', async () => {
      ada.proposeEmail('mine@example.org', desk.now);
      await service.amend(1, { email: 'new@example.org' }, { by: librarian });
      expect(ada).to.include({ email: 'new@example.org', emailVerified: true, pendingEmail: null });
      expect(desk.letters.waiting).to.deep.equal(['email_changed to ada@example.org']);
    });

    it('tells nobody of another address when the one before was never verified', async () => {
      ada.emailVerified = false;
      await service.amend(1, { email: 'new@example.org' }, { by: librarian });
      expect(desk.letters.waiting).to.deep.equal([]);
    });

    it('gives another address and another card number', async () => {
      const details = { email: 'new@example.org', cardNumber: 'C-7' };
      await service.amend(1, details, { by: librarian });
      expect(ada).to.include(details);
    });

    it('refuses a category that the library does not know', async () => {
      const codes = await codesOf(() =>
        service.amend(1, { category: 'chlid', username: 'x' }, { by: admin }),
      );
      expect(codes).to.deep.equal(['accounts.category_unknown']);
      expect(ada).to.include({ category: 'adult', username: 'ada' });
    });

    it('accepts the category that the patron has, even if the library does not know it', async () => {
      ada.category = 'of_old';
      await service.amend(1, { category: 'of_old', username: 'x' }, { by: admin });
      expect(ada).to.include({ category: 'of_old', username: 'x' });
    });

    it('locks only that patron when nobody can lose the rights of an admin', async () => {
      await service.amend(1, { category: 'child' }, { by: admin });
      expect(desk.work.locks).to.deep.equal(['patron 1']);
    });

    for (const by of ['patron', 'librarian'] as const) {
      it(`refuses a change of the role by a ${by}, without effect`, async () => {
        const changes = { role: 'librarian', category: 'child' } as const;
        const codes = await codesOf(() => service.amend(1, changes, { by: { patronId: 9, role: by } }));
        expect(codes).to.deep.equal(['accounts.role_needs_admin']);
        expect(ada).to.include({ role: 'patron', category: 'adult' });
      });
    }

    it('refuses to let a librarian change a member of staff', async () => {
      const grace = desk.given({ username: 'grace', role: 'librarian' });
      const codes = await codesOf(() => service.amend(grace.id, { blocks }, { by: librarian }));
      expect(codes).to.deep.equal(['accounts.staff_needs_admin']);
      expect(grace.blocks).to.deep.equal([]);
    });

    it('refuses a change of the own role, category, expiry or blocks', async () => {
      desk.given({ username: 'boss', role: 'admin' });
      for (const changes of [
        { role: 'patron' as const },
        { category: 'child' },
        { expiresAt: new Date('2040-01-01T00:00:00Z') },
        { blocks },
      ]) {
        const codes = await codesOf(() => service.amend(root.id, changes, { by: admin }));
        expect(codes).to.deep.equal(['accounts.own_account']);
      }
    });

    it('lets admins change their own names, and send the other fields as they are', async () => {
      await service.amend(root.id, { username: 'boss', role: 'admin', category: 'adult' }, { by: admin });
      expect(root.username).to.equal('boss');
    });

    it('refuses a change based on an older revision, with a role or without', async () => {
      for (const changes of [{ category: 'child' }, { role: 'librarian' as const }]) {
        const job = () => service.amend(1, changes, { by: admin, expectedRevision: 2 });
        expect(await codesOf(job)).to.deep.equal(['accounts.patron_changed']);
      }
    });

    it('does not find an unknown account', async () => {
      const codes = await codesOf(() => service.amend(99, { category: 'child' }, { by: admin }));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('disabling an account', () => {
    beforeEach(() => desk.work.run(() => desk.sessions.add(new Session(1, ada.createdAt))));

    it('ends its sessions and tokens', async () => {
      await service.amend(1, { disabled: true }, { by: librarian });
      expect(ada).to.include({ disabledAt: desk.now, tokenGeneration: 2 });
      expect(desk.sessions.sessions.map(({ endedAt }) => endedAt)).to.deep.equal([desk.now]);
    });

    it('is recorded, and so is enabling it', async () => {
      for (const disabled of [true, true, false]) await service.amend(1, { disabled }, { by: librarian });
      expect(desk.audit.events.map(({ action }) => action)).to.deep.equal([
        'accounts.account_disabled',
        'accounts.signed_out_everywhere',
        'accounts.account_enabled',
      ]);
      expect(ada.disabledAt).to.equal(null);
    });

    it('keeps the patron from borrowing', async () => {
      await service.amend(1, { disabled: true }, { by: librarian });
      expect(await desk.work.run(() => desk.service.lockStanding(1))).to.include({ blocked: true });
    });
  });
});
