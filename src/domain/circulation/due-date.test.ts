import { expect } from 'chai';
import fc from 'fast-check';
import { dueDate, type LibraryCalendar } from './due-date.js';
import type { LoanTerms } from './policy.js';

const dayMs = 86_400_000;

/**
 * The calendar of a library in UTC, where all days have the same length. Tests beside the real calendar cover other
 * zones.
 */
const utc: LibraryCalendar = {
  endOfDay: (from, days) => new Date((Math.floor(from.getTime() / dayMs) + days + 1) * dayMs - 1_000),
  weekday: (instant) => instant.getUTCDay() || 7,
};
const terms = (loanDays: number, closedWeekdays: readonly number[] = []): LoanTerms => ({
  loanDays,
  renewalsMax: 0,
  loansMax: 1,
  holdsMax: 0,
  closedWeekdays,
});
const due = (from: string, loanDays: number, closed?: readonly number[]): string =>
  dueDate(new Date(from), terms(loanDays, closed), utc).toISOString();

describe('The due date', () => {
  it('is the end of the day so many days later, at whatever time of the day it begins', () => {
    expect(due('2026-12-01T00:00:00Z', 21)).to.equal('2026-12-22T23:59:59.000Z');
    expect(due('2026-12-01T09:30:00Z', 21)).to.equal('2026-12-22T23:59:59.000Z');
    expect(due('2026-12-01T23:59:59.999Z', 21)).to.equal('2026-12-22T23:59:59.000Z');
    expect(due('2026-12-02T00:00:00Z', 21)).to.equal('2026-12-23T23:59:59.000Z');
  });

  it('is right over the ends of months and years', () => {
    expect(due('2026-12-31T12:00:00Z', 1)).to.equal('2027-01-01T23:59:59.000Z');
    expect(due('2026-11-30T12:00:00Z', 31)).to.equal('2026-12-31T23:59:59.000Z');
  });

  it('is right in leap years', () => {
    expect(due('2028-02-28T12:00:00Z', 1)).to.equal('2028-02-29T23:59:59.000Z');
    expect(due('2028-02-01T12:00:00Z', 29)).to.equal('2028-03-01T23:59:59.000Z');
    expect(due('2027-02-28T12:00:00Z', 1)).to.equal('2027-03-01T23:59:59.000Z');
    expect(due('2100-02-28T12:00:00Z', 1)).to.equal('2100-03-01T23:59:59.000Z');
  });

  // 2026-12-01 is a Tuesday.
  for (const [what, loanDays, closed, expected] of [
    ['stays on a day on which the library is open', 3, [7], '2026-12-04'],
    ['moves from a closed Sunday to Monday', 5, [7], '2026-12-07'],
    ['moves past a closed weekend', 4, [6, 7], '2026-12-07'],
    ['moves past closed days on both sides of the end of the week', 5, [7, 1], '2026-12-08'],
    ['moves by six days when the library is open on one day only', 1, [3, 4, 5, 6, 7, 1], '2026-12-08'],
    ['does not move for a closed day before it', 3, [2, 3], '2026-12-04'],
    ['does not move when the library is never open', 3, [1, 2, 3, 4, 5, 6, 7], '2026-12-04'],
  ] as const) {
    it(what, () => {
      expect(due('2026-12-01T09:30:00Z', loanDays, closed)).to.equal(`${expected}T23:59:59.000Z`);
    });
  }

  it('is never on a closed day, never early and never moved without need', () => {
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 });
    const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 400 }), weekdays, (from, loanDays, closed) => {
        const found = dueDate(from, terms(loanDays, closed), utc);
        expect(closed).to.not.include(utc.weekday(found));
        const putOff = (found.getTime() - utc.endOfDay(from, loanDays).getTime()) / dayMs;
        expect(putOff).to.be.within(0, closed.length);
        for (let skipped = 0; skipped < putOff; skipped++) {
          expect(closed).to.include(utc.weekday(utc.endOfDay(from, loanDays + skipped)));
        }
      }),
    );
  });

  describe('of a patron whose card ends', () => {
    const dueWith = (cardEndsAt: string, closed: readonly number[] = [], from = '2026-12-01T09:30:00Z') =>
      dueDate(new Date(from), terms(21, closed), utc, new Date(cardEndsAt)).toISOString();

    for (const [what, cardEndsAt, closed, expected] of [
      ['is not moved when the card ends later', '2026-12-22T23:59:59Z', [], '2026-12-22'],
      ['is the last day on which the card is valid', '2026-12-04T23:59:59Z', [], '2026-12-04'],
      ['is the day before when the card ends within a day', '2026-12-04T23:59:58Z', [], '2026-12-03'],
      ['is the day before when the card ends at midnight', '2026-12-04T00:00:00Z', [], '2026-12-03'],
      ['moves back past closed days', '2026-12-07T00:00:00Z', [6, 7], '2026-12-04'],
      [
        'stays on a closed day when the library is closed until the card ends',
        '2026-12-04T00:00:00Z',
        [2, 3, 4],
        '2026-12-03',
      ],
      ['is today when the card ends today', '2026-12-01T12:00:00Z', [], '2026-12-01'],
      [
        'is today when the card ends today, even if the library is closed',
        '2026-12-01T12:00:00Z',
        [2],
        '2026-12-01',
      ],
      ['is that of the terms when the card has expired', '2026-12-01T09:30:00Z', [], '2026-12-22'],
    ] as const) {
      it(what, () => {
        expect(dueWith(cardEndsAt, closed)).to.equal(`${expected}T23:59:59.000Z`);
      });
    }

    it('is after the moment of the loan in the last second of the day, too', () => {
      const given = dueWith('2026-12-01T23:59:59.900Z', [], '2026-12-01T23:59:59.500Z');
      expect(given).to.equal('2026-12-02T23:59:59.000Z');
    });

    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 });
    const lent = fc.record({
      from: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      loanDays: fc.integer({ min: 1, max: 400 }),
      closed: weekdays,
      cardMs: fc.integer({ min: 1, max: 500 * dayMs }),
    });
    type Lent = typeof lent extends fc.Arbitrary<infer T> ? T : never;
    const datesOf = ({ from, loanDays, closed, cardMs }: Lent) => {
      const end = new Date(from.getTime() + cardMs);
      const given = terms(loanDays, closed);
      return { end, full: dueDate(from, given, utc), found: dueDate(from, given, utc, end) };
    };

    it('is never after the end of the card unless it is the end of today, and never before now', () => {
      fc.assert(
        fc.property(lent, (loan) => {
          const { end, full, found } = datesOf(loan);
          expect(found).to.be.above(loan.from);
          expect(found).to.be.most(full);
          if (found.getTime() - loan.from.getTime() > dayMs) expect(found).to.be.most(end);
        }),
      );
    });

    it('is as late as the terms, the card and the closed days allow', () => {
      fc.assert(
        fc.property(lent, (loan) => {
          const { end, full, found } = datesOf(loan);
          const laterDays = [1, 2, 3, 4, 5, 6, 7].map((days) => utc.endOfDay(found, days));
          const better = laterDays.filter((day) => day <= full && day <= end);
          const isOpen = (day: Date) => !loan.closed.includes(utc.weekday(day));
          expect(isOpen(found) ? better.filter(isOpen) : better).to.deep.equal([]);
        }),
      );
    });
  });
});
