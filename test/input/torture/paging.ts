import { requests, wireOf, type BadRequest, type Row } from './bad-request.js';

const ofV1: readonly (readonly [what: string, query: string])[] = [
  ['page nought', 'page=0'],
  ['a page before the first', 'page=-1'],
  ['a page number beyond a billion', 'page=1000000001'],
  ['a page of 300 digits', `page=${'9'.repeat(300)}`],
  ['pages of length zero', 'per_page=0'],
  ['pages of length minus ten', 'per_page=-10'],
  ['pages of length 101', 'per_page=101'],
  ['an order by an unknown field', 'sort=password_hash'],
  ['an order by SQL', 'sort=title;drop%20table%20book'],
  ['an order by a function call', 'sort=pg_sleep(5)'],
  ['an order by two minus signs', 'sort=--title'],
  ['an order by empty fields', 'sort=,'],
  ['books from a year that is a word', 'year_from=long%20ago'],
  ['an invalid value of the filter by free copies', 'available=perhaps'],
  ['two titles', 'title=a&title=b'],
  ['an ISBN of three letters', 'isbn='],
];

const ofV2: readonly (readonly [what: string, query: string])[] = [
  ['a limit of zero', 'limit=0'],
  ['a negative limit', 'limit=-1'],
  ['a limit of 201', 'limit=201'],
  ['a limit of 300 digits', `limit=${'9'.repeat(300)}`],
  ['a limit with a fraction', 'limit=1.5'],
  ['a limit that is a word', 'limit=all'],
  ['an empty limit', 'limit='],
  ['two limits', 'limit=1&limit=2'],
  ['a limit in brackets', 'limit[]=1'],
  ['a cursor that is a word', 'cursor=next'],
  ['an empty cursor', 'cursor='],
  ['a cursor that is a dot', 'cursor=.'],
  ['a cursor without a signature', `cursor=${Buffer.from('[1]').toString('base64url')}.`],
  [
    'a cursor with the signature of another',
    `cursor=${Buffer.from('["a",1]').toString('base64url')}.${'A'.repeat(43)}`,
  ],
  ['a cursor that is SQL', "cursor='%20or%201=1"],
  ['two cursors', 'cursor=a.b&cursor=c.d'],
  ['a sort by an unknown field', 'sort=passwordHash'],
  ['a sort by SQL', 'sort=title%27%3B--'],
  ['a sort by __proto__', 'sort=__proto__'],
  ['unknown fields', 'fields=title,secret'],
  ['the field __proto__', 'fields=__proto__'],
  ['an invalid value of the parameter for totals', 'total=perhaps'],
  ['an unknown parameter', 'colour=red'],
  ['a parameter in another case', 'Limit=1'],
  ['the paging of v1', 'page=1&per_page=10'],
  ['a parameter called __proto__', '__proto__=x'],
  ['a parameter called constructor', 'constructor=x'],
  ['a parameter called toString', 'toString=x'],
  ['a year that is a word', 'yearFrom=long%20ago'],
  ['a year of another calendar', 'yearTo=5784'],
];

const elsewhere: readonly Row[] = [
  ['an empty search', 400, 'GET /v1/books/search'],
  ['a search for blanks', 400, 'GET /v2/search?q=%20%20'],
  ['a search with two queries', 400, 'GET /v1/books/search?q=a&q=b'],
  ['an unknown status of loans', 400, 'GET /v1/loans?status=lost', { as: 'patron' }],
  ['loans of a user that is a word', 400, 'GET /v1/loans?user_id=me', { as: 'librarian' }],
  ['a list of users for a patron', 403, 'GET /v1/users?page=1', { as: 'patron' }],
  ['a negative limit of popular books', 400, 'GET /v1/books/popular?limit=-1'],
  ['a limit of a thousand popular books', 400, 'GET /v1/books/popular?limit=1000'],
  ['loans due before a word', 400, 'GET /v2/loans?dueBefore=tomorrow', { as: 'librarian' }],
  [
    'loans due before an invalid date',
    400,
    'GET /v2/loans?dueBefore=2026-13-01T00:00:00Z',
    { as: 'librarian' },
  ],
  ['loans with an unknown status', 400, 'GET /v2/me/loans?status=eaten', { as: 'patron' }],
  ['copies without a barcode', 400, 'GET /v2/copies'],
];

/** Invalid pages, orders and filters. */
export const paging: readonly BadRequest[] = [
  ...requests([
    ...ofV1.map(([what, query]): Row => [what, 400, `GET /v1/books?${query}`]),
    ...ofV2.map(([what, query]): Row => [what, 400, `GET /v2/books?${query}`]),
    ...elsewhere,
  ]),
  {
    what: 'a cursor of another list',
    at: 'v2',
    status: 400,
    wire: (world) => wireOf('GET', `/v2/books?cursor=${world.cursor}`, {}, world),
  },
];
