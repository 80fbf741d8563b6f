import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import { FakeSecondFactorDesk } from './second-factor-desk.fake.js';

describe('The check of codes', () => {
  let desk: FakeSecondFactorDesk;
  let factor: SecondFactor;
  beforeEach(async () => {
    desk = new FakeSecondFactorDesk();
    factor = await desk.givenFactor(desk.given().id);
  });

  const take = (code: string) => desk.work.run(async () => desk.checker.take(factor, code));

  it('takes a recovery code once, however it is typed, and records it', async () => {
    await take(' R1 ');
    expect(desk.recorded.at(-1)).to.deep.equal(['accounts.recovery_code_used', factor.patronId, { left: 1 }]);
    expect(await codesOf(() => take('r1'))).to.deep.equal(['accounts.second_factor_wrong']);
  });

  it('refuses any other code', async () => {
    expect(await codesOf(() => take('nothing'))).to.deep.equal(['accounts.second_factor_wrong']);
  });

  it('refuses a first code where no secret waits for one', async () => {
    const codes = await codesOf(() => Promise.resolve().then(() => desk.checker.firstStep(factor, '123456')));
    expect(codes).to.deep.equal(['accounts.second_factor_wrong']);
  });
});
