import { toId } from '../../../src/interface/v2/ids.js';
import { get, read, readAs, send, type HotRequest } from './hot-request.js';
import { sampleOf } from './large-library.js';

const holdings = 'copy_book';

/** Few books are of these years. */
const year = (turn: number): number => 1_600 + (turn % 300);

/** The filters of a list under their names in v1 and v2, and the index that finds the books. */
const filters: readonly (readonly [name: string, v1: string, v2: string, by: string])[] = [
  ['part of the title', 'title', 'title', 'book_title_words'],
  ['part of a name', 'author', 'author', 'book_author_words'],
  ['an ISBN', 'isbn', 'isbn', 'book_isbn13'],
];

/** The sort keys of v1, their names in v2, and the index with that order, in v1 and in v2. */
const sorts: readonly (readonly [v1: string, v2: string, byV1: string, byV2: string])[] = [
  ['id', 'id', 'book_pkey|book_kept', 'book_pkey|book_kept'],
  ['title', 'title', 'book_title_order', 'book_title_place'],
  ['-title', '-title', 'book_title_order', 'book_title_place'],
  ['author', 'author', 'book_author_place', 'book_author_place'],
  ['-author', '-author', 'book_author_backwards', 'book_author_backwards'],
  ['year', 'year', 'book_year', 'book_year'],
  ['-year', '-year', 'book_year_newest', 'book_year_newest'],
  ['created_at', 'createdAt', 'book_created', 'book_created'],
  ['-created_at', '-createdAt', 'book_created', 'book_created'],
];

const valueOf = (library: Parameters<typeof sampleOf>[0], turn: number, filter: string): string => {
  const { word, name, isbn } = sampleOf(library, turn);
  return encodeURIComponent({ title: word, author: name, isbn }[filter] ?? '');
};

const ofOneYear = (turn: number): string => `year_from=${year(turn)}&year_to=${year(turn)}`;

/** The requests of readers. */
export const catalogueRequests: readonly HotRequest[] = [
  read(
    'v1: one book',
    ['book_pkey|book_kept', holdings],
    (library, turn) => `/v1/books/${sampleOf(library, turn).bookId}`,
  ),
  read(
    'v2: one book',
    ['book_pkey|book_kept', holdings],
    (library, turn) => `/v2/books/${toId('book', sampleOf(library, turn).bookId)}`,
  ),
  read(
    'v2: its copies',
    [holdings],
    (library, turn) => `/v2/books/${toId('book', sampleOf(library, turn).bookId)}/copies`,
  ),
  readAs(
    'v2: a copy by its barcode',
    ['copy_barcode_unique'],
    (library, turn) => `/v2/copies?barcode=${sampleOf(library, turn).barcode}`,
    ({ librarian }) => librarian,
  ),
  ...filters.flatMap(([name, v1, v2, by]) => [
    read(
      `v1: a list by ${name}`,
      [by, holdings],
      (library, turn) => `/v1/books?${v1}=${valueOf(library, turn, v1)}`,
    ),
    read(
      `v2: a list by ${name}, with its total`,
      [by, holdings],
      (library, turn) => `/v2/books?${v2}=${valueOf(library, turn, v2)}&total=true`,
    ),
  ]),
  ...sorts.flatMap(([v1, v2, byV1, byV2]) => [
    read(
      `v1: a page by ${v1}`,
      [byV1, holdings],
      (_, turn) => `/v1/books?sort=${v1}&page=${1 + (turn % 20)}`,
    ),
    read(
      `v1: a late page by ${v1}`,
      [byV1, 'book_milestone_stretch', holdings],
      (_, turn) => `/v1/books?sort=${v1}&page=${1_400 + turn}`,
    ),
    read(
      `v1: a page of one year by ${v1}`,
      ['book_year'],
      (_, turn) => `/v1/books?sort=${v1}&${ofOneYear(turn)}`,
    ),
    read(
      `v2: the first page by ${v2}`,
      [byV2, holdings],
      (_, turn) => `/v2/books?sort=${v2}&limit=${1 + (turn % 40)}`,
    ),
    read(`v2: deep in the list by ${v2}`, [byV2, holdings], (library, turn) => {
      const cursor = library.deepCursor(v2.replace('createdAt', 'created'), turn);
      return `/v2/books?sort=${v2}&cursor=${cursor}`;
    }),
  ]),
  read(
    'v2: a list of books that are available',
    ['book_pkey|book_kept', holdings],
    (_, turn) => `/v2/books?available=true&limit=${1 + (turn % 40)}`,
  ),
  read(
    'v1: a list by a subject',
    ['book_subjects', holdings],
    (_, turn) => `/v1/books?genre=letters&page=${1 + (turn % 40)}`,
  ),
  read(
    'v2: a list by a subject',
    ['book_', holdings],
    (_, turn) => `/v2/books?subject=letters&limit=${1 + (turn % 40)}`,
  ),
  read('v1: a search', ['book_document', holdings], (library, turn) => {
    const { word, name } = sampleOf(library, turn);
    return `/v1/books/search?q=${encodeURIComponent(`${word} ${name}`)}`;
  }),
  read(
    'v1: a search for a misspelt word',
    ['catalogue_word_slips', 'catalogue_word_similar', 'book_document'],
    (library, turn) => `/v1/books/search?q=${encodeURIComponent(sampleOf(library, turn).slip)}`,
  ),
  {
    title: 'v1: a search for a word that too many books have',
    by: ['book_pkey|book_kept', holdings],
    ask: async (library, turn) => {
      const { headers } = await get(library, `/v1/books/search?q=the&per_page=${1 + (turn % 40)}`);
      if (headers.get('x-total-count') !== '2500') throw new Error('It is not cut off.');
    },
  },
  ...[
    ['v1', '/v1/books/search'],
    ['v2', '/v2/search'],
  ].map(([major, path]) =>
    read(
      `${major}: a search for a rare name beside a word of a third of all books`,
      ['catalogue_word_share_pkey', 'catalogue_word_share_least', 'book_document'],
      (library, turn) => `${path}?q=${encodeURIComponent(`the ${sampleOf(library, turn).name}`)}`,
    ),
  ),
  read('v2: a search', ['book_document', holdings], (library, turn) => {
    const { word, name } = sampleOf(library, turn);
    return `/v2/search?q=${encodeURIComponent(`${word} ${name}`)}`;
  }),
  read(
    'v2: a search for a misspelt word',
    ['catalogue_word_slips', 'catalogue_word_similar', 'book_document'],
    (library, turn) => `/v2/search?q=${encodeURIComponent(sampleOf(library, turn).slip)}`,
  ),
];

export const cataloguingRequests: readonly HotRequest[] = [
  {
    title: 'v2: a book is catalogued',
    by: ['book_pkey|book_kept'],
    ask: async (library, turn) => {
      const token = library.librarian;
      const book = {
        title: `New ${turn}`,
        isbn: sampleOf(library, turn).isbn,
        contributors: [],
        subjects: [],
      };
      await send(library, 'POST', '/v2/books', { token, json: book });
    },
  },
];
