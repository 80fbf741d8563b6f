import type { ShapeStep, Succession } from '../../documentation/migration/succession.js';

const id = { note: 'The number becomes a text. See Ids.' };

const told = { note: 'The id that `/v1` tells from 1.2 on.' };

const loanFields: ShapeStep['fields'] = {
  id: { to: 'id', ...id },
  v2_id: { to: 'id', ...told },
  book_id: { to: 'bookId', ...id },
  user_id: { to: 'patronId', ...id },
  due_date: { to: 'dueAt', note: 'The same moment.' },
};

/** How loans continue in `/v2`. */
export const succession: Succession = {
  operations: {
    borrowBook: {
      to: 'lendCopy',
      note: 'A loan is of a copy, which the desk scans, and not of any free copy of a book.',
    },
    listLoans: { to: 'listLoans', parameters: { user_id: { to: 'patronId', ...id } } },
    getLoan: { to: 'getLoan' },
    returnLoan: {
      to: 'returnCopy',
      note: 'The desk scans the copy. Only staff can take it back.',
      parameters: { id: { note: 'The body names the copy by its barcode.' } },
    },
    renewLoan: { to: 'renewLoan', note: 'The answer has the status 201.' },
    listMyLoans: { to: 'listMyLoans' },
    listPopularBooks: { to: 'listPopularBooks', note: 'From 2.2 on.' },
  },
  shapes: {
    BorrowBody: {
      to: 'NewLoan',
      fields: {
        book_id: {
          to: 'copyBarcode',
          note: 'The barcode of a copy. `GET /v2/books/{id}/copies` lists the copies of a book.',
        },
        user_id: { to: 'patronId', ...id },
      },
    },
    LoanV1: { to: 'Loan', fields: loanFields },
    ReturnV1: {
      to: 'Return',
      fields: {
        id: { to: 'loan.id', ...id },
        v2_id: { to: 'loan.id', ...told },
        book_id: { to: 'loan.bookId', ...id },
        user_id: { to: 'loan.patronId', ...id },
        status: { to: 'loan.status' },
        borrowed_at: { to: 'loan.borrowedAt' },
        due_date: { to: 'loan.dueAt', note: 'The same moment.' },
        returned_at: { to: 'loan.returnedAt' },
        renewals: { to: 'loan.renewals' },
      },
    },
    PopularBookV1: {
      to: 'PopularBook',
      note: 'From 2.2 on.',
      fields: {
        book_id: { to: 'bookId', ...id },
        v2_id: { to: 'bookId', ...told },
        author: { to: 'authors', note: 'A list of names.' },
      },
    },
  },
  codes: {
    'circulation.no_copy_available': {
      note: 'A copy is lent, so the reason is that of the copy: `circulation.copy_on_loan` or `circulation.copy_not_available`.',
    },
  },
};
