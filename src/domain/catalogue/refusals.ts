import { reason } from '../kernel/refusal.js';

export { barcodeTaken, isbnInvalid, kindUnknown } from '../kernel/new-copy.js';

export const languageInvalid = reason(
  'invalid',
  'catalogue.language_invalid',
  'The language is not a BCP 47 tag.',
);
export const bookOnLoan = reason('conflict', 'catalogue.book_on_loan', 'A copy of this book is out on loan.');
export const copiesInUse = reason(
  'conflict',
  'catalogue.copies_in_use',
  'There cannot be fewer copies than are in use.',
);
export const copyStateInvalid = reason(
  'conflict',
  'catalogue.copy_state_invalid',
  'The copy cannot change from its present state to that one.',
);
export const bookChanged = reason(
  'stale',
  'catalogue.book_changed',
  'The book was changed since. Fetch it again, then decide.',
);
export const copyChanged = reason(
  'stale',
  'catalogue.copy_changed',
  'The copy was changed since. Fetch it again, then decide.',
);
