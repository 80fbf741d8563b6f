import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import { ApiKey } from '../../domain/accounts/api-key.js';
import type { Patron } from '../../domain/accounts/patron.js';
import { Session } from '../../domain/accounts/session.js';
import { FakePatronDesk } from './patron-desk.fake.js';

describe('The patron service, for staff', () => {
  let desk: FakePatronDesk;
  let ada: Patron;

  beforeEach(() => {
    desk = new FakePatronDesk();
    ada = desk.given();
  });

  describe('changing another account', () => {
    const blocks = [{ reason: 'a lost book', until: null }];

    it('changes the given fields, and records their names', async () => {
      await desk.service.amend(1, { category: 'child', blocks }, { by: 'librarian' });
      expect(ada).to.deep.include({ category: 'child', blocks });
      const details = { changed: ['category', 'blocks'] };
      expect(desk.recorded).to.deep.equal([['accounts.patron_updated', 1, details]]);
    });

    it('locks only that patron when no role is given', async () => {
      desk.given({ username: 'root', role: 'admin' });
      await desk.service.amend(1, { category: 'child' }, { by: 'admin' });
      expect(desk.work.locks).to.deep.equal(['patron 1']);
    });

    for (const by of ['patron', 'librarian'] as const) {
      it(`refuses a change of the role by a ${by}, without effect`, async () => {
        const changes = { role: 'librarian', category: 'child' } as const;
        const codes = await codesOf(() => desk.service.amend(1, changes, { by }));
        expect(codes).to.deep.equal(['accounts.role_needs_admin']);
        expect(ada).to.include({ role: 'patron', category: 'adult' });
      });
    }

    it('refuses a change based on an older revision, with a role or without', async () => {
      for (const changes of [{ category: 'child' }, { role: 'librarian' as const }]) {
        const job = () => desk.service.amend(1, changes, { by: 'admin', expectedRevision: 2 });
        expect(await codesOf(job)).to.deep.equal(['accounts.patron_changed']);
      }
    });

    it('does not find an unknown account', async () => {
      const codes = await codesOf(() => desk.service.amend(99, { category: 'child' }, { by: 'admin' }));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('changing a role', () => {
    it('changes it and records it', async () => {
      await desk.service.changeRole(1, 'librarian');
      expect(ada.role).to.equal('librarian');
      expect(desk.recorded).to.deep.equal([['accounts.role_changed', 1, { role: 'librarian' }]]);
    });

    it('locks the patron among all admins in the order of their ids', async () => {
      desk.given({ username: 'root', role: 'admin' });
      desk.given({ username: 'grace' });
      desk.given({ username: 'boss', role: 'admin' });
      await desk.service.changeRole(3, 'librarian');
      expect(desk.work.locks).to.deep.equal(['patron 2', 'patron 3', 'patron 4']);
    });

    it('records nothing for an unchanged role', async () => {
      await desk.service.changeRole(1, 'patron');
      expect(desk.recorded).to.deep.equal([]);
    });

    it('refuses to demote the last admin', async () => {
      const root = desk.given({ username: 'root', role: 'admin' });
      const codes = await codesOf(() => desk.service.changeRole(2, 'librarian'));
      expect(codes).to.deep.equal(['accounts.last_admin']);
      expect(root.role).to.equal('admin');
    });

    it('demotes one of two admins', async () => {
      const root = desk.given({ username: 'root', role: 'admin' });
      desk.given({ username: 'boss', role: 'admin' });
      await desk.service.changeRole(2, 'librarian');
      expect(root.role).to.equal('librarian');
    });

    it('does not find an unknown account', async () => {
      const codes = await codesOf(() => desk.service.changeRole(99, 'admin'));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('keeping a history of loans', () => {
    it('is set by card number, and recorded', async () => {
      await desk.service.keepHistory('card of ada', true);
      expect(ada.keepsHistory).to.equal(true);
      expect(desk.recorded).to.deep.equal([['accounts.history_chosen', 1, { keeps: true }]]);
    });

    it('is refused for an unknown card', async () => {
      const codes = await codesOf(() => desk.service.keepHistory('P0000099', true));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('closing an account', () => {
    it('removes the personal data', async () => {
      await desk.service.close(1);
      expect(ada).to.include({ email: null, username: 'closed account', closedAt: desk.now });
    });

    it('removes the sessions and keys of this patron only', async () => {
      const wish = { name: 'website', hash: 'hash', scopes: [], expiresAt: null };
      for (const patronId of [1, 2]) {
        await desk.work.run(() => desk.sessions.add(new Session(patronId, ada.createdAt)));
        await desk.work.run(() => desk.keys.add(new ApiKey({ ...wish, patronId }, ada.createdAt)));
      }
      await desk.service.close(1);
      expect(desk.sessions.sessions.map(({ patronId }) => patronId)).to.deep.equal([2]);
      expect(desk.keys.keys.map(({ patronId }) => patronId)).to.deep.equal([2]);
    });

    it('records it without personal data', async () => {
      await desk.service.close(1);
      expect(desk.recorded).to.deep.equal([['accounts.account_closed', 1, {}]]);
    });

    it('is refused while the patron has open business, without effect', async () => {
      desk.busy.add(1);
      expect(await codesOf(() => desk.service.close(1))).to.deep.equal(['accounts.account_in_use']);
      expect(ada).to.include({ closedAt: null, email: 'ada@example.org' });
    });

    it('is refused for the last admin', async () => {
      desk.given({ username: 'root', role: 'admin' });
      expect(await codesOf(() => desk.service.close(2))).to.deep.equal(['accounts.last_admin']);
    });

    it('closes the account of one of two admins', async () => {
      const root = desk.given({ username: 'root', role: 'admin' });
      desk.given({ username: 'boss', role: 'admin' });
      await desk.service.close(2);
      expect(root.closedAt).to.equal(desk.now);
    });

    it("closes a patron's account also when there is only one admin", async () => {
      desk.given({ username: 'root', role: 'admin' });
      await desk.service.close(1);
      expect(ada.closedAt).to.equal(desk.now);
    });

    it('does not find an account that was closed before', async () => {
      await desk.service.close(1);
      expect(await codesOf(() => desk.service.close(1))).to.deep.equal(['accounts.patron_not_found']);
    });
  });
});
