import type { ShapeStep, Succession } from '../../documentation/migration/succession.js';

const author = {
  to: 'contributors',
  note: 'A list of names with roles. Authors have the role `author`.',
};
const genre = { to: 'subjects', note: 'A list. The genre of `/v1` is its first entry.' };

const bodyFields: ShapeStep['fields'] = {
  author,
  genre,
  copies: { note: 'Copies are apart: `POST /v2/books/{id}/copies` adds one with its barcode.' },
};

/** How the catalogue continues in `/v2`. */
export const succession: Succession = {
  operations: {
    listBooks: {
      to: 'listBooks',
      parameters: {
        genre: { to: 'subject', note: 'Any subject of the book, not only the first.' },
        sort: { to: 'sort', note: 'Field names are those of `/v2`. Unknown fields are refused.' },
      },
    },
    searchBooks: {
      to: 'searchCatalogue',
      note: 'Each hit is a book with its score, and the answer counts subjects, languages and decades.',
    },
    getBook: { to: 'getBook' },
    addBook: {
      to: 'addBook',
      note: 'The book has no copies yet. Add each with `POST /v2/books/{id}/copies`.',
    },
    reviseBook: {
      to: 'editBook',
      note: 'Send the `ETag` of the book in `If-Match`. Null removes the value of a field.',
    },
    deleteBook: { to: 'withdrawBook', note: 'The answer is 204 without a body.' },
  },
  shapes: {
    BookV1: {
      to: 'Book',
      fields: {
        id: { to: 'id', note: 'The number becomes a text. See Ids.' },
        author,
        genre,
        v2_id: { to: 'id', note: 'The id that `/v1` tells from 1.2 on.' },
        copies: {
          to: 'availability.copies',
          note: 'From 2.2 on. `GET /v2/books/{id}/copies` lists the copies.',
        },
        available_copies: { to: 'availability.available', note: 'From 2.2 on.' },
      },
    },
    AddBookBody: { to: 'NewBook', fields: bodyFields },
    ReviseBookBody: { to: 'BookPatch', fields: bodyFields },
  },
  codes: {
    'catalogue.copies_in_use': {
      note: 'Copies are withdrawn one by one: `catalogue.copy_in_use` names the one that cannot be.',
    },
  },
};
