import { expect } from 'chai';
import fc from 'fast-check';
import type { Refusal } from '../kernel/refusal.js';
import type { LibraryCalendar } from './due-date.js';
import { Loan } from './loan.js';
import { Policy, termsOf } from './policy.js';

const dayMs = 86_400_000;
const calendar: LibraryCalendar = {
  endOfDay: (from, days) => new Date((Math.floor(from.getTime() / dayMs) + days + 1) * dayMs - 1_000),
  weekday: (instant) => instant.getUTCDay() || 7,
};
const terms = { loanDays: 21, renewalsMax: 2, loansMax: 5, holdsMax: 5, closedWeekdays: [] };
const day = (date: string): Date => new Date(`${date}T09:30:00Z`);
const endOf = (date: string): Date => new Date(`${date}T23:59:59Z`);
const lend = (changes: Partial<typeof terms> = {}): Loan =>
  new Loan({ copyId: 1, bookId: 2, patronId: 3 }, { ...terms, ...changes }, day('2026-12-01'), calendar);

describe('A loan', () => {
  it('begins open, without renewals, due by its terms', () => {
    const loan = lend();
    expect(loan).to.include({ copyId: 1, bookId: 2, patronId: 3, renewals: 0, isOpen: true });
    expect(loan).to.include({ closedAt: null, closeReason: null });
    expect([loan.outAt, loan.dueAt]).to.deep.equal([day('2026-12-01'), endOf('2026-12-22')]);
  });

  it('keeps the terms it was made under, whatever happens to the policy', () => {
    const policy = Object.assign(new Policy(), { ...terms, id: 9, patronCategory: '*', copyKind: '*' });
    const loan = new Loan({ copyId: 1, bookId: 2, patronId: 3 }, policy, day('2026-12-01'), calendar);
    policy.loanDays = 1;
    policy.renewalsMax = 0;
    expect(loan.terms)
      .to.deep.equal(terms)
      .and.to.deep.equal(termsOf({ ...policy, ...terms }));
    loan.renew(day('2026-12-02'), calendar);
    expect(loan.dueAt).to.deep.equal(endOf('2026-12-23'));
  });

  it('falls due on a day on which the library is open', () => {
    expect(lend({ loanDays: 5, closedWeekdays: [7] as never[] }).dueAt).to.deep.equal(endOf('2026-12-07'));
  });
});

describe('Renewing a loan', () => {
  const codesOf = (job: () => void): string[] => {
    try {
      job();
      return [];
    } catch (error) {
      return (error as Refusal).reasons.map(({ code }) => code.replace('circulation.', ''));
    }
  };

  it('counts from today, while the due date is in the future and after it has passed', () => {
    const loan = lend();
    loan.renew(day('2026-12-11'), calendar);
    expect(loan).to.deep.include({ dueAt: endOf('2027-01-01'), renewals: 1 });
    loan.renew(day('2027-03-01'), calendar);
    expect(loan).to.deep.include({ dueAt: endOf('2027-03-22'), renewals: 2 });
  });

  it('is refused when the due date would not be later', () => {
    const loan = lend();
    expect(codesOf(() => loan.renew(endOf('2026-12-01'), calendar))).to.deep.equal(['renewal_too_early']);
    expect(loan).to.deep.include({ dueAt: endOf('2026-12-22'), renewals: 0 });
    loan.renew(day('2026-12-02'), calendar);
    expect(codesOf(() => loan.renew(day('2026-12-02'), calendar))).to.deep.equal(['renewal_too_early']);
    expect(loan).to.deep.include({ dueAt: endOf('2026-12-23'), renewals: 1 });
  });

  it('is refused when a closed day or the card gives no later date', () => {
    // Due on a Sunday, moved to Monday; a day later it is Monday anyway.
    const loan = lend({ loanDays: 5, closedWeekdays: [7] as never[] });
    expect(codesOf(() => loan.renew(day('2026-12-02'), calendar))).to.deep.equal(['renewal_too_early']);
    const end = endOf('2026-12-22');
    expect(codesOf(() => lend().renew(day('2026-12-15'), calendar, end))).to.deep.equal([
      'renewal_too_early',
    ]);
  });

  it('counts from the due date when a librarian overrides that it is too early', () => {
    const loan = lend();
    loan.renew(day('2026-12-01'), calendar, endOf('2026-12-24'), true);
    expect(loan).to.deep.include({ dueAt: endOf('2027-01-12'), renewals: 1 });
  });

  it('always gives a later date, on the due date itself and right after it', () => {
    for (const now of [endOf('2026-12-22'), new Date(endOf('2026-12-22').getTime() + 1)]) {
      const loan = lend({ loanDays: 1 });
      loan.dueAt = endOf('2026-12-22');
      loan.renew(now, calendar);
      expect(loan.dueAt).to.deep.equal(endOf('2026-12-23'));
    }
  });

  it('never gives the same or an earlier date, whatever the terms, the card and the moments are', () => {
    const hours = fc.integer({ min: 0, max: 24 * 90 });
    const later = (ms: number): Date => new Date(day('2026-12-01').getTime() + ms * 3_600_000);
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 });
    const days = fc.integer({ min: 1, max: 60 });
    const step = fc.record({ at: hours, card: fc.option(hours), isOverridden: fc.boolean() });
    let [refused, renewed] = [0, 0];
    fc.assert(
      fc.property(days, weekdays, fc.array(step, { maxLength: 8 }), (loanDays, closedWeekdays, steps) => {
        const loan = lend({ loanDays, closedWeekdays: closedWeekdays as never[], renewalsMax: 5 });
        for (const { at, card, isOverridden } of steps) {
          const { dueAt, renewals } = loan;
          const end = card === null ? null : later(card);
          const codes = codesOf(() => loan.renew(later(at), calendar, end, isOverridden));
          if (codes.length > 0) expect([loan.dueAt, loan.renewals]).to.deep.equal([dueAt, renewals]);
          else expect(loan.dueAt).to.be.above(dueAt);
          if (isOverridden) expect(codes).to.deep.equal([]);
          if (codes.length > 0) refused += 1;
          else renewed += 1;
        }
      }),
    );
    expect(Math.min(refused, renewed)).to.be.above(0);
  });

  it('stops at the number of renewals of the terms', () => {
    const loan = lend({ renewalsMax: 1 });
    loan.renew(day('2026-12-02'), calendar);
    const { dueAt } = loan;
    expect(codesOf(() => loan.renew(day('2026-12-03'), calendar))).to.deep.equal(['renewal_limit_reached']);
    expect(codesOf(() => loan.renew(day('2026-12-02'), calendar))).to.deep.equal([
      'renewal_limit_reached',
      'renewal_too_early',
    ]);
    expect(loan).to.include({ dueAt, renewals: 1 });
  });

  it('is refused when the terms allow none', () => {
    const loan = lend({ renewalsMax: 0 });
    expect(codesOf(() => loan.renew(day('2026-12-02'), calendar))).to.deep.equal(['renewal_limit_reached']);
  });

  it('is refused for a closed loan, before its renewals are counted, and nobody overrides it', () => {
    const loan = lend({ renewalsMax: 0 });
    loan.close('returned', day('2026-12-02'));
    for (const isOverridden of [false, true]) {
      const job = () => loan.renew(day('2026-12-03'), calendar, null, isOverridden);
      expect(codesOf(job)).to.deep.equal(['loan_closed']);
    }
    expect(loan.dueAt).to.deep.equal(endOf('2026-12-22'));
  });
});

describe('Closing a loan', () => {
  it('stores the time and the reason', () => {
    const loan = lend();
    expect(loan.close('lost', day('2026-12-02'))).to.equal(true);
    expect(loan).to.deep.include({ closedAt: day('2026-12-02'), closeReason: 'lost' });
    expect(loan).to.include({ isOpen: false, returnedAt: null });
  });

  it('is never earlier than the lending, even by a clock that is slow', () => {
    const loan = lend();
    loan.close('returned', new Date(loan.outAt.getTime() - 3_600_000));
    expect(loan.closedAt).to.deep.equal(loan.outAt);
  });

  it('counts once', () => {
    const loan = lend();
    loan.close('returned', day('2026-12-02'));
    expect(loan.close('lost', day('2026-12-03'))).to.equal(false);
    expect(loan).to.deep.include({ closedAt: day('2026-12-02'), closeReason: 'returned' });
  });
});
