import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { FakePatronDesk } from './patron-desk.fake.js';
import { SelfRegistration, type RegistrationMode } from './self-registration.js';

const grace = {
  username: 'grace',
  email: 'grace@example.org',
  password: 'cobol is for everybody',
  firstName: null,
  lastName: null,
};

describe('Registering oneself', () => {
  let desk: FakePatronDesk;
  const register = (mode: RegistrationMode) => new SelfRegistration(desk.service, mode).register(grace, 'de');

  beforeEach(() => {
    desk = new FakePatronDesk();
  });

  it('verifies the address at once when registration is open, and mails nothing', async () => {
    await register('open');
    expect(desk.patrons.stored[0]).to.include({ emailVerified: true, language: 'de', role: 'patron' });
    expect(desk.letters.waiting).to.deep.equal([]);
  });

  it('mails a link when addresses are verified', async () => {
    await register('verified');
    expect(desk.patrons.stored[0]).to.include({ emailVerified: false });
    expect(desk.letters.waiting).to.deep.equal(['verification to grace@example.org']);
  });

  it('is refused when staff open the accounts', async () => {
    expect(await codesOf(() => register('staff'))).to.deep.equal(['accounts.registration_closed']);
    expect(desk.patrons.stored).to.deep.equal([]);
  });
});
