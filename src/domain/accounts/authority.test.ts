import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import { refuseOwnAccount, refuseUnlessInCharge } from './authority.js';
import type { Role } from './patron.js';

const roles: readonly Role[] = ['patron', 'librarian', 'admin'];
const codes = (job: () => void): Promise<string[]> => codesOf(() => Promise.resolve().then(job));

describe('The authority of staff', () => {
  it('extends to patrons for librarians, and to everybody for admins', async () => {
    const mayNot: string[] = [];
    for (const by of ['librarian', 'admin'] as const) {
      for (const role of roles) {
        const refused = await codes(() => refuseUnlessInCharge({ patronId: 1, role: by }, { role }));
        if (refused.length > 0) mayNot.push(`${by} on ${role}: ${refused.join()}`);
      }
    }
    expect(mayNot).to.deep.equal([
      'librarian on librarian: accounts.staff_needs_admin',
      'librarian on admin: accounts.staff_needs_admin',
    ]);
  });

  for (const field of ['role', 'category', 'expiresAt', 'blocks', 'disabled', 'email', 'cardNumber']) {
    it(`does not extend to one's own ${field}`, async () => {
      const refused = await codes(() => refuseOwnAccount({ patronId: 1, role: 'admin' }, { id: 1 }, [field]));
      expect(refused).to.deep.equal(['accounts.own_account']);
    });
  }

  it("extends to one's own names, and to every field of others", () => {
    const admin = { patronId: 1, role: 'admin' } as const;
    refuseOwnAccount(admin, { id: 1 }, ['username', 'firstName', 'lastName']);
    refuseOwnAccount(admin, { id: 2 }, ['role', 'category', 'blocks']);
  });
});
