import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { ApiKey } from '../../../domain/accounts/api-key.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { Session } from '../../../domain/accounts/session.js';
import { FakePatronDesk } from './patron-desk.fake.js';

describe('The patron service, keeping histories and closing', () => {
  let desk: FakePatronDesk;
  let ada: Patron;

  beforeEach(() => {
    desk = new FakePatronDesk();
    ada = desk.given();
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

    it('forgets the networks from which the account was signed in to', async () => {
      await desk.work.run(() => desk.networks.add(ada.id, '203.0.113.0/24', desk.now));
      await desk.service.close(ada.id);
      expect(desk.networks.seen).to.deep.equal([]);
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
