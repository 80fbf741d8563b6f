import type { LoanFilter } from '../../../application/circulation/loan-queries.js';
import type { LoanView, PopularBook } from '../../../application/circulation/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { v2Id } from '../ids-in-v2.js';
import type { LoanListQuery, LoanV1, PopularBookV1 } from './shapes.js';

export function presentLoan(loan: LoanView): LoanV1 {
  return {
    id: loan.id,
    v2_id: v2Id('loan', loan.id),
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
  const author = makers.join(', ') || null;
  return { book_id: bookId, v2_id: v2Id('book', bookId), title, author, loans };
}

/** Only the filters that the request has. */
export function loanFilter({ status, user_id, book_id }: Partial<LoanListQuery>): LoanFilter {
  return omitUndefined({ status, patronId: user_id, bookId: book_id });
}
