import type { LoanFilter } from '../../../application/circulation/loan-queries.js';
import type { KeptStatus } from '../../../application/circulation/desk-copies.js';
import type { TakenBack } from '../../../application/circulation/desk-service.js';
import type { LoanRecord, PopularBook as MostBorrowed } from '../../../application/circulation/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { toId, toKey, type IdType } from '../ids.js';
import type { LoanListQuery } from './list-query.js';
import type { Destination, Loan, PopularBook, Return } from './shapes.js';

export function presentLoan(loan: LoanRecord): Loan {
  return {
    id: toId('loan', loan.id),
    copyId: toId('copy', loan.copyId),
    copyBarcode: loan.copyBarcode,
    bookId: toId('book', loan.bookId),
    patronId: loan.patronId === null ? null : toId('patron', loan.patronId),
    status: loan.status,
    borrowedAt: loan.outAt.toISOString(),
    dueAt: loan.dueAt.toISOString(),
    returnedAt: loan.returnedAt?.toISOString() ?? null,
    renewals: loan.renewals,
    renewalsLeft: loan.renewalsLeft,
  };
}

const destinationOf: Readonly<Record<KeptStatus, Destination>> = {
  available: 'shelf',
  on_hold_shelf: 'hold_shelf',
  in_transit: 'transit',
  in_repair: 'repair',
  in_process: 'processing',
};

export function presentReturn({ loan, alreadyReturned, copy }: TakenBack): Return {
  const { copyId, barcode, status } = copy;
  return {
    loan: loan ? presentLoan(loan) : null,
    alreadyReturned,
    next: destinationOf[status],
    copy: { id: toId('copy', copyId), barcode, status },
  };
}

export function presentPopular({ bookId, title, makers, loans }: MostBorrowed): PopularBook {
  return { bookId: toId('book', bookId), title, authors: [...makers], loans };
}

/** Only the filters that the request has. */
export function loanFilter(query: Partial<LoanListQuery>): LoanFilter {
  const { status, dueBefore } = query;
  return omitUndefined({
    status,
    dueBefore,
    patronId: keyOf('patron', query.patronId),
    bookId: keyOf('book', query.bookId),
    copyId: keyOf('copy', query.copyId),
  });
}

function keyOf(type: IdType, id: string | undefined): number | undefined {
  return id === undefined ? undefined : toKey(type, id);
}
