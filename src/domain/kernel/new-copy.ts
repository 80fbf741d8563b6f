import { reason } from './refusal.js';

/** Refusals of new books and copies. They are those of the catalogue; other features pass them on. */
export const isbnInvalid = reason('invalid', 'catalogue.isbn_invalid', 'The ISBN is not valid.');
export const kindUnknown = reason(
  'invalid',
  'catalogue.kind_unknown',
  'The library does not know this kind of copy.',
);
export const barcodeTaken = reason(
  'conflict',
  'catalogue.barcode_taken',
  'Another copy has this barcode, or had it before it was withdrawn.',
);
