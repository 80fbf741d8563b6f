import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { Role } from '../../../domain/accounts/patron.js';
import { SecondFactorCheck } from './second-factor-check.js';
import { FakeSecondFactorDesk } from './second-factor-desk.fake.js';
import { SecondFactorPolicy } from './second-factor-policy.js';

describe('The check of the second factor at a sign-in', () => {
  let desk: FakeSecondFactorDesk;
  beforeEach(() => {
    desk = new FakeSecondFactorDesk();
  });

  const check = (staff: 'required' | 'optional' = 'optional') =>
    new SecondFactorCheck(desk.factors, desk.checker, new SecondFactorPolicy(staff), desk.audit, desk.clock);
  const passes = (code?: string, staff?: 'required' | 'optional', role: Role = 'librarian') =>
    desk.work.run(() => check(staff).passes({ patronId: 1, role }, code));
  const refuses = (staff?: 'required' | 'optional', role: Role = 'librarian') =>
    desk.work.run(() => check(staff).refuseIfNeeded({ patronId: 1, role }));

  it('asks nobody without one for a code, where it is optional', async () => {
    expect(await passes()).to.equal(false);
    expect(await passes('whatever')).to.equal(false);
    await refuses();
    expect(desk.factors.stored).to.deep.equal([]);
  });

  it('asks everybody who has one, whatever their role', async () => {
    await desk.givenFactor(1);
    for (const role of ['patron', 'librarian', 'admin'] as const) {
      expect(await codesOf(() => passes(undefined, 'optional', role))).to.deep.equal([
        'accounts.second_factor_required',
      ]);
    }
  });

  it('accepts the code of the present time step, once', async () => {
    await desk.givenFactor(1);
    expect(await passes(desk.code)).to.equal(true);
    expect(await codesOf(() => passes(desk.code))).to.deep.equal(['accounts.second_factor_wrong']);
  });

  it('accepts a recovery code once, and records how many are left', async () => {
    await desk.givenFactor(1);
    expect(await passes('R-1 ')).to.equal(true);
    expect(await codesOf(() => passes('r1'))).to.deep.equal(['accounts.second_factor_wrong']);
    expect(desk.recorded).to.deep.equal([['accounts.recovery_code_used', 1, { left: 1 }]]);
  });

  it('spends no recovery code on a sign-in that is refused afterwards', async () => {
    const factor = await desk.givenFactor(1);
    const refused = desk.work.run(async () => {
      await check().passes({ patronId: 1, role: 'librarian' }, 'r1');
      throw new Error('refused');
    });
    expect(await refused.catch((error: Error) => error.message)).to.equal('refused');
    expect(factor.recoveryCodes).to.have.lengthOf(2);
  });

  it('refuses every one-time code when no key opens the secret, and still accepts recovery codes', async () => {
    await desk.givenFactor(1);
    desk.vault.keys = ['another key'];
    expect(await codesOf(() => passes(desk.code))).to.deep.equal(['accounts.second_factor_wrong']);
    expect(await passes('r2')).to.equal(true);
  });

  it('refuses a secret that was copied from another account', async () => {
    const [mine, other] = [await desk.givenFactor(1), await desk.givenFactor(2)];
    mine.secret = other.secret;
    expect(await codesOf(() => passes(desk.code))).to.deep.equal(['accounts.second_factor_wrong']);
  });

  it('lets staff who need one sign in once without it', async () => {
    expect(await passes(undefined, 'required')).to.equal(false);
    expect(await codesOf(() => passes(undefined, 'required'))).to.deep.equal([
      'accounts.second_factor_overdue',
    ]);
    expect(desk.recorded).to.deep.equal([['accounts.second_factor_grace_used', 1, undefined]]);
  });

  it('leaves patrons alone where staff need one', async () => {
    await passes(undefined, 'required', 'patron');
    await refuses('required', 'patron');
    expect(desk.factors.stored).to.deep.equal([]);
  });

  it('refuses a sign-in that takes no code, to staff who need one and to everybody who has one', async () => {
    expect(await codesOf(() => refuses('required'))).to.deep.equal(['accounts.second_factor_required']);
    await desk.givenFactor(1);
    expect(await codesOf(() => refuses('optional', 'patron'))).to.deep.equal([
      'accounts.second_factor_required',
    ]);
  });
});
