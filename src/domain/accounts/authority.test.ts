import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import { refuseOwnAccount, refuseUnlessInCharge } from './authority.js';

describe('The authority of staff', () => {
  for (const [by, role] of [
    ['librarian', 'patron'],
    ['admin', 'patron'],
    ['admin', 'librarian'],
    ['admin', 'admin'],
  ] as const) {
    it(`extends from a ${by} to a ${role}`, () => {
      expect(() => refuseUnlessInCharge({ patronId: 1, role: by }, { role })).not.to.throw();
    });
  }

  for (const role of ['librarian', 'admin'] as const) {
    it(`does not extend from a librarian to a ${role}`, async () => {
      const refused = await codesOf(() => refuseUnlessInCharge({ patronId: 1, role: 'librarian' }, { role }));
      expect(refused).to.deep.equal(['accounts.staff_needs_admin']);
    });
  }

  for (const field of ['role', 'category', 'expiresAt', 'blocks', 'disabled', 'email', 'cardNumber']) {
    it(`does not extend to one's own ${field}`, async () => {
      const refused = await codesOf(() =>
        refuseOwnAccount({ patronId: 1, role: 'admin' }, { id: 1 }, [field]),
      );
      expect(refused).to.deep.equal(['accounts.own_account']);
    });
  }

  it("extends to one's own names, and to every field of others", () => {
    const admin = { patronId: 1, role: 'admin' } as const;
    expect(() => refuseOwnAccount(admin, { id: 1 }, ['username', 'firstName', 'lastName'])).not.to.throw();
    expect(() => refuseOwnAccount(admin, { id: 2 }, ['role', 'category', 'blocks'])).not.to.throw();
  });
});
