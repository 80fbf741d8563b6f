import { expect } from 'chai';
import { Refusal } from '../kernel/refusal.js';
import { refuseUnlessOverridden } from './override.js';
import { copyOnLoan, loanLimitReached, patronBlocked } from './refusals.js';

const override = { reason: 'The card is renewed tomorrow.' };

describe('An override', () => {
  it('overrides the blocks that a librarian may override, and returns them', () => {
    const overridden = refuseUnlessOverridden([patronBlocked, loanLimitReached], override);
    const codes = ['circulation.patron_blocked', 'circulation.loan_limit_reached'];
    expect(overridden).to.deep.equal({ codes, ...override });
  });

  it('overrides nothing without a block', () => {
    expect(refuseUnlessOverridden([], override)).to.equal(undefined);
    expect(refuseUnlessOverridden([], undefined)).to.equal(undefined);
  });

  it('overrides nothing at all when one of the blocks cannot be overridden', () => {
    const blocks = [patronBlocked, copyOnLoan];
    for (const given of [override, undefined]) {
      expect(() => refuseUnlessOverridden(blocks, given))
        .to.throw(Refusal)
        .with.property('reasons')
        .that.deep.equals(blocks);
    }
  });
});
