import type { AdviceByCode } from '../../documentation/problems/advice.js';

/** Lending. */
const onLoans: AdviceByCode = {
  'circulation.no_copy_available': {
    means:
      'The book exists, but each of its copies is on loan, on the hold shelf, in repair, missing or withdrawn.',
    todo:
      'Tell the user that no copy is free. `getBook` in `/v1` has `available_copies`, `listCopies` in `/v2` the status ' +
      'of each copy. A filter for available books is in `listBooks`.',
    repeat: 'When a copy is returned. Nothing tells you, so ask again some hours later at the earliest.',
  },
  'circulation.copy_on_loan': {
    means: 'The scanned copy is on loan to another patron.',
    todo:
      'If the copy lies on the desk, its return was never scanned: a member of staff returns it with `returnCopy`, and ' +
      'then lends it. Otherwise choose another copy of the book with `listCopies`.',
    repeat: 'Yes, after the return of this copy. Nobody can override this reason.',
  },
  'circulation.copy_not_available': {
    means:
      'The copy is not on loan, but its status does not permit a loan: it is in process, in repair, missing or lost, for instance.',
    todo:
      '`getCopy` has the status. `returnCopy` makes a missing or lost copy available again, and `moveCopy` one that ' +
      'comes back from repair; both are for the staff.',
    repeat: 'Yes, after its status has changed to `available`.',
  },
  'circulation.loan_limit_reached': {
    means:
      'The patron has as many open loans as the rules of the library allow, either of this kind of copy or of all kinds.',
    todo:
      'The patron returns something first. `listMyLoans` shows what is open. In `/v2` a librarian can override the ' +
      'limit with a reason.',
    repeat: 'Yes, after a return.',
  },
  'circulation.patron_blocked': {
    means: 'The staff have blocked the account, so it can neither borrow nor renew. Returns are possible.',
    todo:
      'Send the patron to the desk. Librarians see the blocks with `getPatron` and remove them with `updatePatron`; ' +
      'in `/v2` they can also override a block once, with a reason.',
    repeat: 'Not before a librarian has removed the block.',
  },
  'circulation.patron_expired': {
    means: 'The library card of the patron was valid until a day that has passed.',
    todo:
      'Send the patron to the desk. A librarian extends the card with `updatePatron`, or in `/v2` overrides the ' +
      'expiry once, with a reason.',
    repeat: 'Yes, when the card is extended.',
  },
  'circulation.not_for_another': {
    means: 'A patron asked for a loan in the name of somebody else. Patrons borrow only for themselves.',
    todo: 'Omit the patron to borrow for yourself. At the desk, sign in as a librarian.',
    repeat: 'Only without the other patron, or with the token of a librarian.',
  },
  'circulation.desk_only': {
    means: 'The operator has set that patrons neither borrow nor return by themselves in this library.',
    todo: 'Send the patron to the desk. There the staff use `lendCopy` and `returnCopy` with their own accounts.',
    repeat: 'Not as a patron. Do not offer this function to patrons of this library.',
  },
  'circulation.override_not_allowed': {
    means: 'The request has an `override`, but the caller is not a member of staff.',
    todo: 'Omit `override`. Only librarians and admins can use it, for reasons that are `overridable`.',
    repeat: 'Only without `override`, or with the token of a librarian.',
  },
};

/** Loans that exist. */
const onOpenLoans: AdviceByCode = {
  'circulation.loan_not_found': {
    means: 'There is no loan with this id. For a patron, the loans of others do not exist either.',
    todo: 'Take the id from `listLoans`. An id of `/v1` is a number, one of `/v2` begins with `loan_`: they cannot be exchanged.',
    repeat: 'No. Loans do not appear later under an old id.',
  },
  'circulation.loan_closed': {
    means:
      'The loan has ended, because its copy was returned or reported lost. A closed loan cannot be renewed.',
    todo: 'If the patron still wants the book, borrow it again: with `borrowBook` in `/v1`, with `lendCopy` in `/v2`.',
    repeat: 'No. A closed loan is never opened again.',
  },
  'circulation.renewal_limit_reached': {
    means:
      'The loan was renewed as many times as its rules allow. The rules are those of the day of the loan.',
    todo: 'The copy has to be returned by its due date. In `/v2` a librarian can override the limit with a reason.',
    repeat: 'No. The number of renewals only grows.',
  },
  'circulation.renewal_too_early': {
    means:
      'A renewal makes a loan due as if it was made today. Today that would be no later than the present due date, so ' +
      'the renewal would be wasted. It was not counted.',
    todo:
      'Renew later, best shortly before the due date. If the card of the patron ends first, a librarian has to extend ' +
      'it with `updatePatron`.',
    repeat: 'Yes, on a later day.',
  },
};

export const advice: AdviceByCode = { ...onLoans, ...onOpenLoans };
