import { expect } from 'chai';
import { SecondFactor } from './second-factor.js';

const now = new Date('2026-12-01T09:30:00Z');

describe('A second factor', () => {
  let factor: SecondFactor;
  beforeEach(() => {
    factor = new SecondFactor(7);
  });

  function confirmed(): void {
    factor.begin('sealed');
    factor.confirm(100, ['a', 'b'], now);
  }

  it('is not active before its first code was confirmed', () => {
    factor.begin('sealed');
    expect(factor.isActive()).to.equal(false);
    factor.confirm(100, [], now);
    expect(factor.isActive()).to.equal(true);
    expect(factor).to.include({ secret: 'sealed', newSecret: null, confirmedAt: now });
  });

  it('stays in force until the next one is confirmed', () => {
    confirmed();
    factor.begin('another');
    expect(factor).to.include({ secret: 'sealed', newSecret: 'another' });
  });

  it('accepts each time step once, and none before the last one', () => {
    confirmed();
    expect([100, 101, 101, 99, 103, 102].map((step) => factor.acceptStep(step))).to.deep.equal([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  it('accepts each recovery code once', () => {
    confirmed();
    expect(['a', 'a', 'c', 'b'].map((hash) => factor.acceptRecoveryCode(hash))).to.deep.equal([
      true,
      false,
      false,
      true,
    ]);
    expect(factor.recoveryCodes).to.deep.equal([]);
  });

  it('gives one sign-in of grace', () => {
    expect([factor.useGrace(now), factor.useGrace(now)]).to.deep.equal([true, false]);
  });
});
