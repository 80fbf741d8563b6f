import { requests, type BadRequest, type Row } from './bad-request.js';
import { book, copy } from './things.js';

/** Titles that cannot be stored or are blank, as JSON strings, to both versions. */
const titles: readonly (readonly [what: string, title: string])[] = [
  ['a title with an escaped NUL', 'a\\u0000b'],
  ['a title with the first half of a surrogate pair', 'a\\ud83db'],
  ['a title with the second half of a surrogate pair', 'a\\udcdab'],
  ['a title with a reversed surrogate pair', '\\udcda\\ud83d'],
  ['a title of blanks', '   '],
  ['a title of no-break spaces', '\\u00a0\\u00a0'],
  ['a title of line breaks', '\\n\\r\\u2028\\u2029'],
  ['a title that is only a byte order mark', '\\ufeff'],
];

/** Search queries in both versions. */
const words: readonly (readonly [what: string, query: string])[] = [
  ['a NUL in a search', '%00'],
  ['a slash in two bytes in a search', 'a%C0%AFb%00'],
];

const rows: readonly Row[] = [
  ...titles.flatMap(([what, title]): Row[] => [
    [what, 400, 'POST /v1/books', { as: 'librarian', body: `{"title":"${title}"}` }],
    [what, 400, 'POST /v2/books', { as: 'librarian', body: `{"title":"${title}"}` }],
  ]),
  ...words.flatMap(([what, query]): Row[] => [
    [what, 400, `GET /v1/books/search?q=${query}`],
    [what, 400, `GET /v2/search?q=${query}`],
  ]),
  ['a NUL in the filter by title', 400, 'GET /v1/books?title=%00'],
  ['a NUL in the subject', 400, 'GET /v2/books?subject=a%00'],
  ['a NUL in the barcode', 400, 'GET /v2/copies?barcode=C%00'],
  ['digits of another script as an id', 400, 'GET /v1/books/%D9%A1'],
  ['full-width digits as an id', 400, 'GET /v1/books/%EF%BC%91'],
  ['invalid UTF-8 as an id', 400, 'GET /v1/books/%FF'],
  ['a NUL as an id', 400, 'GET /v1/books/%00'],
  ['an id that ends with a NUL', 404, `GET /v2/books/${book}%00`],
  ['an id with an invisible character', 404, `GET /v2/books/${book}%E2%80%8B`],
  ['an id with letters of another script', 404, 'GET /v2/books/b%D0%BE%D0%BEk_zAg8DBn0'],
  ['full-width digits as a limit', 400, 'GET /v2/books?limit=%EF%BC%91'],
  ['the infinity sign as a limit', 400, 'GET /v2/books?limit=%E2%88%9E'],
  [
    'a barcode of umlauts',
    400,
    `POST /v2/books/${book}/copies`,
    { as: 'librarian', json: { barcode: 'K\u00d6NIG' } },
  ],
  [
    'a kind with an umlaut',
    400,
    `POST /v2/books/${book}/copies`,
    { as: 'librarian', json: { kind: 'b\u00fccher' } },
  ],
  [
    'full-width digits as an ISBN',
    400,
    'POST /v2/books',
    {
      as: 'librarian',
      json: {
        title: 'x',
        isbn: '\uff19\uff17\uff18\uff10\uff11\uff14\uff10\uff14\uff14\uff19\uff11\uff13\uff16',
      },
    },
  ],
  [
    'a language with an umlaut',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', language: 'd\u00eb' } },
  ],
  [
    'a name with half a surrogate pair',
    400,
    'PUT /v1/users/me',
    { as: 'patron', body: '{"first_name":"\\ud800"}' },
  ],
  [
    'a note with a NUL',
    400,
    `POST /v2/copies/${copy}/status`,
    { as: 'librarian', body: '{"to":"in_repair","note":"\\u0000"}' },
  ],
  [
    'half a surrogate pair deep in a list',
    400,
    'POST /v2/books',
    { as: 'librarian', body: '{"title":"x","contributors":[{"name":"\\udfff","role":"author"}]}' },
  ],
];

/** Invalid Unicode, and bytes that are not UTF-8. */
export const unicode: readonly BadRequest[] = requests(rows);
