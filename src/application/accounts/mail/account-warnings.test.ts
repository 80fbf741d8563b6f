import 'reflect-metadata';
import { expect } from 'chai';
import type { Patron } from '../../../domain/accounts/patron.js';
import { FakePatronDesk } from '../patrons/patron-desk.fake.js';

describe('The warnings to the owner of an account', () => {
  let desk: FakePatronDesk;
  let ada: Patron;

  beforeEach(() => {
    desk = new FakePatronDesk();
    ada = desk.given();
  });

  it('go to the present address', async () => {
    await desk.work.run(() => desk.warnings.passwordChanged(ada));
    expect(desk.letters.waiting).to.deep.equal(['password_changed to ada@example.org']);
  });

  it('go to the former address when it was changed', async () => {
    await desk.work.run(() => desk.warnings.emailChanged(ada, 'old@example.org'));
    expect(desk.letters.waiting).to.deep.equal(['email_changed to old@example.org']);
  });

  it('go to no address that is not verified, and to nobody without one', async () => {
    await desk.work.run(async () => {
      ada.emailVerified = false;
      await desk.warnings.passwordChanged(ada);
      await desk.warnings.emailChangeRequested(ada);
      await desk.warnings.emailChanged(ada, null);
    });
    expect(desk.letters.waiting).to.deep.equal([]);
  });
});
