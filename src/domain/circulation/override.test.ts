import { expect } from 'chai';
import { Refusal } from '../kernel/refusal.js';
import { refuseUnlessOverridden } from './override.js';
import { copyOnLoan, loanLimitReached, patronBlocked } from './refusals.js';

const override = { reason: 'The card is renewed tomorrow.' };

describe('An override', () => {
  it('sets aside what a librarian may set aside, and tells what that was', () => {
    const overridden = refuseUnlessOverridden([patronBlocked, loanLimitReached], override);
    const codes = ['circulation.patron_blocked', 'circulation.loan_limit_reached'];
    expect(overridden).to.deep.equal({ codes, ...override });
  });

  it('sets nothing aside where nothing stands against it', () => {
    expect(refuseUnlessOverridden([], override)).to.equal(undefined);
    expect(refuseUnlessOverridden([], undefined)).to.equal(undefined);
  });

  it('does not help, in no part, when nobody may set one of the reasons aside', () => {
    const blocks = [patronBlocked, copyOnLoan];
    for (const given of [override, undefined]) {
      expect(() => refuseUnlessOverridden(blocks, given))
        .to.throw(Refusal)
        .with.property('reasons')
        .that.deep.equals(blocks);
    }
  });
});
