import type { AdviceByCode } from '../../documentation/problems/advice.js';

/** Books. */
const onBooks: AdviceByCode = {
  'catalogue.book_not_found': {
    means: 'There is no book with this id, or it was withdrawn from the catalogue.',
    todo:
      'Take the id from `listBooks` or a search. An id of `/v1` is a number, one of `/v2` begins with `book_`: they ' +
      'cannot be exchanged.',
    repeat: 'No. A withdrawn book does not come back under its id.',
  },
  'catalogue.book_changed': {
    means:
      'Somebody else has changed the book after you read it, so `If-Match` has the tag of an older state.',
    todo:
      'Read the book again with `getBook`, show the user what is different, apply the change to it, and send the new ' +
      '`ETag` in `If-Match`.',
    repeat: 'Only with the `ETag` of the present state.',
  },
  'catalogue.book_on_loan': {
    means: 'At least one copy of the book is on loan. A book cannot be withdrawn while a patron has it.',
    todo: 'Wait for the return of the copies. `listCopies` shows which ones are out. A copy that never comes back is reported as lost with `moveCopy`.',
    repeat: 'Yes, after the last copy is back.',
  },
  'catalogue.isbn_invalid': {
    means: 'The ISBN has a wrong check digit, a wrong length, or a prefix that is not used for books.',
    todo: 'Compare it with the book: often two digits are swapped. If the book has a misprinted number or none, omit the ISBN.',
    repeat: 'Not with this ISBN.',
  },
  'catalogue.language_invalid': {
    means: 'The language is not a tag that names a language, such as `en`, `pt-BR` or `zh-Hant`.',
    todo: 'Use a tag of BCP 47. If the language is unknown, omit it; `und` is no language.',
    repeat: 'Not with this tag.',
  },
};

/** Copies. */
const onCopies: AdviceByCode = {
  'catalogue.copy_not_found': {
    means: 'There is no copy with this id or barcode.',
    todo:
      '`findCopies` finds a copy by its barcode, `listCopies` the copies of a book. If the barcode is new, add the copy ' +
      'with `addCopy` first.',
    repeat: 'Yes, after the copy was added.',
  },
  'catalogue.copy_changed': {
    means:
      'Somebody else has changed the copy after you read it, so `If-Match` has the tag of an older state.',
    todo: 'Read the copy again with `getCopy`, apply the change to it, and send its new `ETag` in `If-Match`.',
    repeat: 'Only with the `ETag` that `getCopy` gives now.',
  },
  'catalogue.copy_state_invalid': {
    means:
      'The status of the copy does not permit this change. Loans, returns and holds alone set and end `on_loan` and ' +
      '`on_hold_shelf`, and a withdrawn copy stays withdrawn.',
    todo: 'The answer lists the possible changes. If the copy is on loan, scan it with `returnCopy` first, or mark it as lost.',
    repeat: 'Yes, after the copy has reached a status from which this change is possible.',
  },
  'catalogue.copies_in_use': {
    means: 'The update would leave fewer copies than are on loan, on the hold shelf, or otherwise in use.',
    todo: 'Send a larger number in `copies`. `getBook` has the number of `available_copies`: at most these can go.',
    repeat: 'Yes, after some copies were returned.',
  },
  'catalogue.barcode_taken': {
    means:
      'Another copy has this barcode. Barcodes are never used twice, not even after a copy was withdrawn. Case does not matter.',
    todo: 'Find the other copy with `findCopies`. If it is the same one, do not add it again; otherwise use a new label.',
    repeat: 'Not with this barcode.',
  },
  'catalogue.kind_unknown': {
    means: 'The library has not got this kind of copies. Kinds decide how long a copy is lent.',
    todo: 'Use a kind that other copies have. The operators of the service list and add kinds with the command `copy-kinds`.',
    repeat: 'Yes, after the kind was added.',
  },
};

export const advice: AdviceByCode = { ...onBooks, ...onCopies };
