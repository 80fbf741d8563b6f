import { toId } from '../../../src/interface/v2/ids.js';
import type { Said, Scenarios } from '../scenario.js';

const patron = (key: number): string => toId('patron', key);
const loan = (key: number) => ({ id: toId('loan', key) });
const more = { '$.page.nextCursor': 'text', '$header.link': 'text', '$header.etag': 'text' };
const override = { reason: 'The card is being renewed at the next desk.' };

const lend = (as: Said['as'], json: object, gives: Said['gives'] = 201): Said => ({
  does: 'lendCopy',
  as,
  json,
  gives,
});
const ask = (as: Said['as'], json: object, gives: Said['gives'] = 200): Said => ({
  does: 'checkLoan',
  as,
  json,
  gives,
});
const take = (as: Said['as'], copyBarcode: string, gives: Said['gives'] = 200): Said => ({
  does: 'returnCopy',
  as,
  json: { copyBarcode },
  gives,
});
const renew = (as: Said['as'], key: number, json: object = {}, gives: Said['gives'] = 201): Said => ({
  does: 'renewLoan',
  as,
  params: loan(key),
  json,
  gives,
});

export default {
  calls: {
    lendCopy: { json: { copyBarcode: 'C00000008' } },
    checkLoan: { json: { copyBarcode: 'C00000008' } },
    returnCopy: { json: { copyBarcode: 'C00000001' } },
    listLoans: {},
    listPopularBooks: {},
    listMyLoans: {},
    getLoan: { params: loan(6) },
    renewLoan: { params: loan(6), json: {} },
  },
  conversations: {
    'most-borrowed': [
      { does: 'listPopularBooks', as: 'nobody', gives: 200 },
      { does: 'listPopularBooks', as: 'nobody', query: { limit: 1 }, gives: 200 },
      { does: 'listPopularBooks', as: 'nobody', query: { limit: 0 }, gives: 'request.validation_failed' },
    ],
    'lending-at-the-desk': [
      lend('patron', { copyBarcode: 'c00000008' }),
      lend('patron', { copyBarcode: 'C00000008' }, 200),
      lend('librarian', { copyBarcode: 'C00000010', patronId: patron(4) }),
      lend('patron', { copyBarcode: 'C00000009', patronId: patron(4) }, 'circulation.not_for_another'),
      lend('patron', { copyBarcode: 'C00000009', override }, 'circulation.override_not_allowed'),
      lend('blocked', { copyBarcode: 'C00000009' }, 'circulation.patron_blocked'),
      lend('expired', { copyBarcode: 'C00000009' }, 'circulation.patron_expired'),
      lend('child', { copyBarcode: 'C00000009' }, 'circulation.loan_limit_reached'),
      lend('unverified', { copyBarcode: 'C00000009' }, 'accounts.email_unverified'),
      lend('patron', { copyBarcode: 'C00000004' }, 'circulation.copy_on_loan'),
      lend('patron', { copyBarcode: 'nowhere' }, 'catalogue.copy_not_found'),
      lend('librarian', { copyBarcode: 'C00000009', patronId: patron(999) }, 'accounts.patron_not_found'),
      lend('librarian', { copyBarcode: 'C00000009', patronId: patron(6), override }),
    ],
    'a-copy-that-is-not-there-to-be-lent': [
      { does: 'moveCopy', params: { id: toId('copy', 14) }, json: { status: 'in_repair' }, gives: 200 },
      lend('patron', { copyBarcode: 'C00000014' }, 'circulation.copy_not_available'),
    ],
    'asking-before': [
      ask('patron', { copyBarcode: 'C00000008' }),
      ask('patron', { copyBarcode: 'C00000004' }),
      ask('librarian', { copyBarcode: 'C00000004', patronId: patron(5) }),
      ask('patron', { copyBarcode: 'C00000008', patronId: patron(4) }, 'circulation.not_for_another'),
      ask('patron', { copyBarcode: 'nowhere' }, 'catalogue.copy_not_found'),
      ask('librarian', { copyBarcode: 'C00000008', patronId: patron(999) }, 'accounts.patron_not_found'),
    ],
    'a-copy-that-is-lost': [
      { does: 'moveCopy', params: { id: toId('copy', 4) }, json: { status: 'lost' }, gives: 200 },
      { does: 'listLoans', as: 'librarian', query: { copyId: toId('copy', 4) }, gives: 200 },
      take('librarian', 'C00000004'),
    ],
    'taking-back': [
      take('librarian', 'C00000001'),
      take('librarian', 'C00000001'),
      take('librarian', 'C00000003'),
      take('librarian', 'nowhere', 'catalogue.copy_not_found'),
      take('patron', 'C00000004', 'request.not_allowed'),
    ],
    'keeping-longer': [
      { ...renew('patron', 6), after: { days: 10 } },
      renew('patron', 6, {}, 'circulation.renewal_too_early'),
      renew('librarian', 8),
      renew('patron', 1, {}, 'circulation.loan_closed'),
      renew('child', 7, {}, 'circulation.renewal_limit_reached'),
      renew('child', 7, { override }, 'circulation.override_not_allowed'),
      renew('blocked', 4, {}, 'circulation.patron_blocked'),
      renew('expired', 5, {}, 'circulation.patron_expired'),
      renew('patron', 8, {}, 'circulation.loan_not_found'),
      renew('librarian', 7, { override }),
    ],
    'looking-at-loans': [
      { does: 'listLoans', as: 'patron', gives: 200 },
      {
        does: 'listLoans',
        as: 'librarian',
        query: { limit: 3, total: 'true' },
        gives: 200,
        match: more,
        save: { next: '$.page.nextCursor' },
      },
      { does: 'listLoans', as: 'librarian', query: { limit: 50, cursor: '{{next}}' }, gives: 200 },
      { does: 'listLoans', as: 'librarian', query: { status: 'overdue', patronId: patron(3) }, gives: 200 },
      {
        does: 'listLoans',
        as: 'librarian',
        query: { cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
      { does: 'getLoan', as: 'patron', params: loan(1), gives: 200 },
      { does: 'getLoan', as: 'patron', params: loan(8), gives: 'circulation.loan_not_found' },
      { does: 'listMyLoans', as: 'patron', gives: 200 },
      { does: 'listMyLoans', as: 'patron', query: { status: 'closed' }, gives: 200 },
      {
        does: 'listMyLoans',
        as: 'patron',
        query: { cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
    ],
  },
} satisfies Scenarios;
