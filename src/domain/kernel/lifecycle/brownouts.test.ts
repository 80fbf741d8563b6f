import { expect } from 'chai';
import fc from 'fast-check';
import { brownoutAt, brownoutsOf, quietDays } from './brownouts.js';
import { dayMs, startOf } from './lifecycle-days.js';

const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const days = fc.record({ deprecated: day, sunset: day });

describe('The schedule of brownouts', () => {
  it('has five of growing length before a sunset a year away', () => {
    const windows = brownoutsOf({ deprecated: '2026-12-01', sunset: '2027-12-01' });
    expect(windows.map(({ from, until }) => [from.toISOString(), until.toISOString()])).to.deep.equal([
      ['2027-10-05T14:00:00.000Z', '2027-10-05T14:15:00.000Z'],
      ['2027-10-19T14:00:00.000Z', '2027-10-19T15:00:00.000Z'],
      ['2027-11-02T14:00:00.000Z', '2027-11-02T18:00:00.000Z'],
      ['2027-11-17T14:00:00.000Z', '2027-11-18T02:00:00.000Z'],
      ['2027-11-24T14:00:00.000Z', '2027-11-25T14:00:00.000Z'],
    ]);
  });

  it('never touches a weekend', () => {
    fc.assert(
      fc.property(days, (given) => {
        for (const { from, until } of brownoutsOf(given)) {
          const last = new Date(until.getTime() - 1);
          for (const moment of [from, last]) expect(moment.getUTCDay()).to.be.within(2, 5);
          expect(until.getTime() - from.getTime()).to.be.at.most(dayMs);
        }
      }),
    );
  });

  it('begins 90 days after the deprecation at the earliest, and ends before the sunset', () => {
    fc.assert(
      fc.property(days, (given) => {
        for (const { from, until } of brownoutsOf(given)) {
          const since = (from.getTime() - startOf(given.deprecated).getTime()) / dayMs;
          expect(since).to.be.at.least(quietDays);
          expect(until <= startOf(given.sunset)).to.equal(true);
        }
      }),
    );
  });

  it('has brownouts that do not overlap, in order', () => {
    fc.assert(
      fc.property(days, (given) => {
        const windows = brownoutsOf(given);
        for (const [at, { from }] of windows.slice(1).entries())
          expect(from > (windows[at]?.until ?? from)).to.equal(true);
      }),
    );
  });

  it('has none without a sunset', () => {
    expect(brownoutsOf({ deprecated: '2026-12-01' })).to.deep.equal([]);
  });

  it('includes the first moment of a brownout, and not the one after it', () => {
    const given = { deprecated: '2026-12-01', sunset: '2027-12-01' };
    const at = (moment: string) => brownoutAt(new Date(moment), given)?.from.toISOString();
    expect(at('2027-10-05T13:59:59.999Z')).to.equal(undefined);
    expect(at('2027-10-05T14:00:00.000Z')).to.equal('2027-10-05T14:00:00.000Z');
    expect(at('2027-10-05T14:15:00.000Z')).to.equal(undefined);
  });
});
