import { expect } from 'chai';
import { dueDate } from '../../domain/circulation/due-date.js';
import { LuxonLocalTime } from '../kernel/runtime/luxon-local-time.js';

describe('A due date in the time zone of the library', () => {
  it('moves past the closed days of the library, also over a change of the clocks', () => {
    const terms = { loanDays: 7, renewalsMax: 0, loansMax: 1, holdsMax: 0, closedWeekdays: [6, 7] };
    const berlin = new LuxonLocalTime('Europe/Berlin');
    // Saturday 24 October + 7 days of which one has 25 hours, Saturday the 31st, to Monday 2 November.
    const due = dueDate(new Date('2026-10-24T10:00:00Z'), terms, berlin);
    expect(due.toISOString()).to.equal('2026-11-02T22:59:59.000Z');
    expect(berlin.weekday(due)).to.equal(1);
  });
});
