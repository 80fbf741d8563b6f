import type { LoanRecord } from '../../../src/application/circulation/views.js';

/** The open loan 5 of copy 11 of book 7 to patron 3, with these changes. */
export function aLoan(changes: Partial<LoanRecord> = {}): LoanRecord {
  return {
    id: 5,
    copyId: 11,
    copyBarcode: 'C00000011',
    bookId: 7,
    patronId: 3,
    outAt: new Date('2026-12-01T09:30:00Z'),
    dueAt: new Date('2026-12-22T23:59:59Z'),
    returnedAt: null,
    renewals: 1,
    renewalsLeft: 2,
    status: 'open',
    ...changes,
  };
}
