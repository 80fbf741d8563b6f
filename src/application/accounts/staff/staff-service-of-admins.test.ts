import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { FakePatronCategories } from '../categories/patron-categories.fake.js';
import { PatronCategoryService } from '../categories/patron-category-service.js';
import { FakeAccountMail } from '../mail/account-mail.fake.js';
import type { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import { AccessService } from '../access/access-service.js';
import { StaffService } from './staff-service.js';

const librarian = { patronId: 90, role: 'librarian' } as const;

describe('The staff service, for roles, sessions and closing', () => {
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

  describe('changing a role', () => {
    it('changes it and records it', async () => {
      await service.changeRole(1, 'librarian', admin);
      expect(ada.role).to.equal('librarian');
      expect(desk.recorded).to.deep.equal([['accounts.role_changed', 1, { role: 'librarian' }]]);
    });

    it('locks all admins in the order of their ids when it is the role of an admin', async () => {
      desk.given({ username: 'grace' });
      desk.given({ username: 'boss', role: 'admin' });
      await service.changeRole(4, 'librarian', admin);
      expect(desk.work.locks).to.deep.equal(['patron 2', 'patron 4']);
    });

    it('locks nobody else when it is the role of a patron', async () => {
      await service.changeRole(1, 'librarian', admin);
      expect(desk.work.locks).to.deep.equal(['patron 1']);
    });

    describe('of a patron who becomes an admin just before the lock', () => {
      beforeEach(() => (desk.patrons.isAdmin = () => Promise.resolve(false)));

      it('counts the other admins', async () => {
        desk.given({ username: 'boss', role: 'admin' });
        await service.changeRole(3, 'librarian', admin);
        expect(desk.recorded).to.deep.equal([['accounts.role_changed', 3, { role: 'librarian' }]]);
      });

      it('refuses to take the role when there is no other admin', async () => {
        const boss = { patronId: 90, role: 'admin' } as const;
        const codes = await codesOf(() => service.changeRole(root.id, 'patron', boss));
        expect(codes).to.deep.equal(['accounts.last_admin']);
      });
    });

    it('records nothing for an unchanged role', async () => {
      await service.changeRole(1, 'patron', admin);
      expect(desk.recorded).to.deep.equal([]);
    });

    it('does not find an unknown account', async () => {
      const codes = await codesOf(() => service.changeRole(99, 'admin', admin));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('the last admin', () => {
    let boss: Patron;
    beforeEach(() => {
      boss = desk.given({ username: 'boss', role: 'admin' });
    });
    const byBoss = () => ({ patronId: boss.id, role: 'admin' }) as const;

    it('is no longer one of two admins', async () => {
      await service.changeRole(root.id, 'librarian', byBoss());
      expect(root.role).to.equal('librarian');
    });

    it('stays when the other one was demoted a moment ago by the same admin', async () => {
      await service.changeRole(boss.id, 'patron', admin);
      const codes = await codesOf(() => service.changeRole(root.id, 'patron', byBoss()));
      expect(codes).to.deep.equal(['accounts.last_admin']);
      expect(root.role).to.equal('admin');
    });

    it('is disabled by nobody', async () => {
      await service.amend(boss.id, { disabled: true }, { by: admin });
      const codes = await codesOf(() => service.amend(root.id, { disabled: true }, { by: byBoss() }));
      expect(codes).to.deep.equal(['accounts.last_admin']);
    });

    it('is not replaced by one who is disabled or has no password yet', async () => {
      await service.amend(boss.id, { disabled: true }, { by: admin });
      desk.given({ username: 'invited', role: 'admin', passwordHash: null });
      expect(await codesOf(() => desk.service.close(root.id))).to.deep.equal(['accounts.last_admin']);
    });
  });

  describe('signing a patron out', () => {
    it('ends all tokens', async () => {
      await service.signOut(1, librarian);
      expect(ada.tokenGeneration).to.equal(2);
    });

    it('is refused to a librarian for a member of staff', async () => {
      const codes = await codesOf(() => service.signOut(root.id, librarian));
      expect(codes).to.deep.equal(['accounts.staff_needs_admin']);
      expect(root.tokenGeneration).to.equal(1);
    });
  });

  describe('starting a reset', () => {
    it('asks for a link to the address of the account, and records who did it for whom', async () => {
      await service.startReset(1, librarian);
      expect(desk.letters.waiting).to.deep.equal(['password_reset to the account']);
      expect(desk.audit.events.at(-1)).to.deep.include({
        action: 'accounts.reset_started',
        subject: { type: 'patron', id: 1 },
      });
    });

    it('is refused without an address, and to a librarian for a member of staff', async () => {
      desk.given({ username: 'tim', email: null });
      const codes = [
        await codesOf(() => service.startReset(3, librarian)),
        await codesOf(() => service.startReset(root.id, librarian)),
      ];
      expect(codes).to.deep.equal([['accounts.email_missing'], ['accounts.staff_needs_admin']]);
      expect(desk.letters.waiting).to.deep.equal([]);
    });
  });

  describe('closing an account', () => {
    it('removes the personal data', async () => {
      await service.close(1, librarian);
      expect(ada).to.include({ email: null, username: 'closed account', closedAt: desk.now });
    });

    it('is refused to a librarian for a member of staff', async () => {
      expect(await codesOf(() => service.close(root.id, librarian))).to.deep.equal([
        'accounts.staff_needs_admin',
      ]);
      expect(root.closedAt).to.equal(null);
    });

    it('is refused while the patron has open business', async () => {
      desk.busy.add(1);
      expect(await codesOf(() => service.close(1, admin))).to.deep.equal(['accounts.account_in_use']);
    });
  });
});
