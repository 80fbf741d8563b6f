import { expect } from 'chai';
import { Refusal } from '../kernel/refusal.js';
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
    expect(loan.dueAt).to.deep.equal(endOf('2027-01-12'));
  });

  it('falls due on a day on which the library is open', () => {
    expect(lend({ loanDays: 5, closedWeekdays: [7] as never[] }).dueAt).to.deep.equal(endOf('2026-12-07'));
  });
});

describe('Renewing a loan', () => {
  it('counts from the due date while that is in the future', () => {
    const loan = lend();
    loan.renew(day('2026-12-01'), calendar);
    expect(loan).to.deep.include({ dueAt: endOf('2027-01-12'), renewals: 1 });
  });

  it('counts from today when the loan is overdue', () => {
    const loan = lend();
    loan.renew(day('2027-03-01'), calendar);
    expect(loan).to.deep.include({ dueAt: endOf('2027-03-22'), renewals: 1 });
  });

  it('always gives a later date, on the due date itself and right after it', () => {
    for (const now of [endOf('2026-12-22'), new Date(endOf('2026-12-22').getTime() + 1)]) {
      const loan = lend({ loanDays: 1 });
      loan.dueAt = endOf('2026-12-22');
      loan.renew(now, calendar);
      expect(loan.dueAt).to.deep.equal(endOf('2026-12-23'));
    }
  });

  it('stops at the number of renewals of the terms', () => {
    const loan = lend();
    loan.renew(day('2026-12-01'), calendar);
    loan.renew(day('2026-12-01'), calendar);
    const { dueAt } = loan;
    expect(() => loan.renew(day('2026-12-01'), calendar))
      .to.throw(Refusal)
      .with.property('code', 'circulation.renewal_limit_reached');
    expect(loan).to.include({ dueAt, renewals: 2 });
  });

  it('is refused when the terms allow none', () => {
    expect(() => lend({ renewalsMax: 0 }).renew(day('2026-12-01'), calendar))
      .to.throw(Refusal)
      .with.property('code', 'circulation.renewal_limit_reached');
  });

  it('is refused for a closed loan, before its renewals are counted', () => {
    const loan = lend({ renewalsMax: 0 });
    loan.close('returned', day('2026-12-02'));
    expect(() => loan.renew(day('2026-12-03'), calendar))
      .to.throw(Refusal)
      .with.property('code', 'circulation.loan_closed');
    expect(loan.dueAt).to.deep.equal(endOf('2026-12-22'));
  });
});

describe('Closing a loan', () => {
  it('stores the time and the reason', () => {
    const loan = lend();
    expect(loan.close('lost', day('2026-12-02'))).to.equal(true);
    expect(loan).to.deep.include({ closedAt: day('2026-12-02'), closeReason: 'lost' });
    expect(loan.isOpen).to.equal(false);
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
