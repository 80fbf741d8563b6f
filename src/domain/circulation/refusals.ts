import { reason } from '../kernel/refusal.js';

/** Who may override a block: a librarian, or nobody. */
const byLibrarian = { overridableBy: 'librarian' } as const;
const byNobody = { overridableBy: null } as const;

export const noCopyAvailable = reason(
  'conflict',
  'circulation.no_copy_available',
  'No copy of this book is free at the moment.',
  byNobody,
);
export const copyOnLoan = reason(
  'conflict',
  'circulation.copy_on_loan',
  'This copy is out on loan.',
  byNobody,
);
export const loanLimitReached = reason(
  'conflict',
  'circulation.loan_limit_reached',
  'The patron has as many loans open as the policy allows.',
  byLibrarian,
);
export const patronBlocked = reason(
  'conflict',
  'circulation.patron_blocked',
  'The patron is blocked from borrowing.',
  byLibrarian,
);
export const patronExpired = reason(
  'conflict',
  'circulation.patron_expired',
  "The patron's card has expired.",
  byLibrarian,
);
export const loanNotFound = reason('not_found', 'circulation.loan_not_found', 'There is no such loan.');
export const loanClosed = reason(
  'conflict',
  'circulation.loan_closed',
  'The loan is closed already.',
  byNobody,
);
export const renewalLimitReached = reason(
  'conflict',
  'circulation.renewal_limit_reached',
  'The loan was renewed as often as its policy allows.',
  byLibrarian,
);
export const renewalTooEarly = reason(
  'conflict',
  'circulation.renewal_too_early',
  'A renewal now would not give a later due date.',
  byLibrarian,
);
export const notForAnother = reason(
  'forbidden',
  'circulation.not_for_another',
  'Only a librarian borrows for somebody else.',
);
export const deskOnly = reason(
  'forbidden',
  'circulation.desk_only',
  'In this library the staff lend and take back at the desk.',
);
export const copyNotAvailable = reason(
  'conflict',
  'circulation.copy_not_available',
  'This copy cannot be lent in its present state.',
  byNobody,
);
export const overrideNotAllowed = reason(
  'forbidden',
  'circulation.override_not_allowed',
  'Only a librarian sets aside what stands against a loan.',
);
