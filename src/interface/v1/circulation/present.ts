import type { LoanFilter } from '../../../application/circulation/loan-queries.js';
import type { LoanView, PopularBook } from '../../../application/circulation/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import type { LoanListQuery, LoanV1, PopularBookV1 } from './shapes.js';

export function presentLoan(loan: LoanView): LoanV1 {
  return {
    id: loan.id,
    book_id: loan.bookId,
    user_id: loan.patronId,
    status: loan.status,
    borrowed_at: loan.outAt.toISOString(),
    due_date: loan.dueAt.toISOString(),
    returned_at: loan.returnedAt?.toISOString() ?? null,
    renewals: loan.renewals,
  };
}

export function presentPopular({ bookId, title, makers, loans }: PopularBook): PopularBookV1 {
  return { book_id: bookId, title, author: makers.join(', ') || null, loans };
}

/** Only the filters that the request has. */
export function loanFilter({ status, user_id, book_id }: Partial<LoanListQuery>): LoanFilter {
  return omitUndefined({ status, patronId: user_id, bookId: book_id });
}
