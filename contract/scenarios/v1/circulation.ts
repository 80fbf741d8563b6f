import type { Said, Scenarios } from '../scenario.js';

const borrow = (as: Said['as'], json: object, gives: Said['gives'] = 201): Said => ({
  does: 'borrowBook',
  as,
  json,
  gives,
});
const give =
  (does: 'returnLoan' | 'renewLoan' | 'getLoan') =>
  (as: Said['as'], id: number, gives: Said['gives'] = 200): Said => ({
    does,
    as,
    params: { id },
    gives,
  });
const bringBack = give('returnLoan');
const renew = give('renewLoan');
const show = give('getLoan');

export default {
  calls: {
    borrowBook: { json: { book_id: 6 } },
    listLoans: {},
    getLoan: { params: { id: 3 } },
    returnLoan: { params: { id: 6 } },
    renewLoan: { params: { id: 6 } },
    listMyLoans: {},
    listPopularBooks: {},
  },
  conversations: {
    borrowing: [
      borrow('patron', { book_id: 6 }),
      borrow('librarian', { book_id: 6, user_id: 4 }),
      borrow('patron', { book_id: 6, user_id: 4 }, 'circulation.not_for_another'),
      borrow('blocked', { book_id: 6 }, 'circulation.patron_blocked'),
      borrow('expired', { book_id: 6 }, 'circulation.patron_expired'),
      borrow('child', { book_id: 10 }, 'circulation.loan_limit_reached'),
      borrow('unverified', { book_id: 6 }, 'accounts.email_unverified'),
      borrow('patron', { book_id: 999 }, 'catalogue.book_not_found'),
      borrow('librarian', { book_id: 10, user_id: 999 }, 'accounts.patron_not_found'),
      borrow('patron', { book_id: 2 }, 'circulation.no_copy_available'),
      { does: 'listMyLoans', as: 'patron', query: { status: 'open' }, gives: 200 },
    ],
    'bringing-back': [
      bringBack('patron', 6),
      bringBack('patron', 6),
      bringBack('librarian', 3),
      bringBack('other', 4, 'circulation.loan_not_found'),
      bringBack('patron', 999, 'circulation.loan_not_found'),
      show('patron', 6),
    ],
    'keeping-longer': [
      { ...renew('patron', 6), after: { days: 10 } },
      renew('patron', 6, 'circulation.renewal_too_early'),
      renew('librarian', 8),
      renew('patron', 1, 'circulation.loan_closed'),
      renew('child', 7, 'circulation.renewal_limit_reached'),
      renew('blocked', 4, 'circulation.patron_blocked'),
      renew('expired', 5, 'circulation.patron_expired'),
      renew('patron', 8, 'circulation.loan_not_found'),
    ],
    'looking-at-loans': [
      { does: 'listLoans', as: 'patron', gives: 200 },
      { does: 'listLoans', as: 'librarian', query: { per_page: 3, page: 2 }, gives: 200 },
      { does: 'listLoans', as: 'librarian', query: { status: 'overdue' }, gives: 200 },
      { does: 'listLoans', as: 'librarian', query: { user_id: 4, book_id: 1 }, gives: 200 },
      { does: 'listLoans', as: 'librarian', query: { status: 'lost' }, gives: 'request.validation_failed' },
      show('patron', 1),
      show('librarian', 3),
      show('patron', 8, 'circulation.loan_not_found'),
      { does: 'listMyLoans', as: 'patron', gives: 200 },
      { does: 'listMyLoans', as: 'patron', query: { status: 'closed', per_page: 1 }, gives: 200 },
      { does: 'listMyLoans', as: 'admin', gives: 200 },
    ],
    'what-everybody-reads': [
      { does: 'listPopularBooks', as: 'nobody', gives: 200 },
      { does: 'listPopularBooks', as: 'nobody', query: { limit: 1 }, gives: 200 },
      { does: 'listPopularBooks', as: 'nobody', query: { limit: 0 }, gives: 'request.validation_failed' },
    ],
  },
} satisfies Scenarios;
