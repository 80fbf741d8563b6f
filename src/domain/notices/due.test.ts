import { expect } from 'chai';
import { isReason } from './due.js';
import { addDays } from './local-day.js';

const due = '2026-12-10';
/** The days of December on which a loan that is due on the 10th is mentioned, when each day is planned. */
const mentioned = Array.from({ length: 31 }, (_, index) => addDays('2026-12-01', index)).filter((day) =>
  isReason(due, { after: addDays(day, -1), upTo: day }),
);

describe('A reason to send a notice about a loan', () => {
  it('occurs two days before it is due, a day after, and then every week', () => {
    expect(mentioned).to.deep.equal(['2026-12-08', '2026-12-11', '2026-12-18', '2026-12-25']);
  });

  it('is right over the ends of years and leap days', () => {
    expect(isReason('2027-01-01', { after: '2026-12-29', upTo: '2026-12-30' })).to.equal(true);
    expect(isReason('2028-02-28', { after: '2028-02-28', upTo: '2028-02-29' })).to.equal(true);
    expect(isReason('2028-02-28', { after: '2028-02-29', upTo: '2028-03-01' })).to.equal(false);
  });

  it('occurs once after missed days', () => {
    expect(isReason(due, { after: '2026-12-07', upTo: '2026-12-09' })).to.equal(true);
    expect(isReason(due, { after: '2026-12-08', upTo: '2026-12-10' })).to.equal(false);
    expect(isReason(due, { after: '2026-12-11', upTo: '2026-12-17' })).to.equal(false);
    expect(isReason(due, { after: '2026-11-01', upTo: '2026-12-16' })).to.equal(true);
  });

  it('does not occur for a day that is already planned', () => {
    expect(isReason(due, { after: '2026-12-11', upTo: '2026-12-11' })).to.equal(false);
  });
});
