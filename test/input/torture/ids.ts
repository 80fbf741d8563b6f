import { requests, type BadRequest, type Row } from './bad-request.js';
import { book, copy } from './things.js';

/** Ids in `/v1/books/…`: no whole number, or one that nothing has. */
const numbers: readonly (readonly [what: string, id: string, status?: number])[] = [
  ['an id of nought', '0', 404],
  ['a negative id', '-1', 404],
  ['an id one beyond an int', '2147483648', 404],
  ['an id one beyond a bigint', '9223372036854775808', 404],
  ['an id of 400 digits', '9'.repeat(400), 404],
  ['a negative id of 400 digits', `-${'9'.repeat(400)}`, 404],
  ['an id with a fraction', '1.0'],
  ['an id in the manner of physicists', '1e0'],
  ['an id in hexadecimal', '0x1'],
  ['an id with a plus', '%2B1'],
  ['an id of two minus signs', '--1'],
  ['an id that is a word', 'abc'],
  ['an id that is null', 'null'],
  ['an id that is undefined', 'undefined'],
  ['an id that is NaN', 'NaN'],
  ['an id that is an object', '[object%20Object]'],
  ['an id that is a blank', '%20'],
  ['an id with a line break', '1%0A'],
  ['two ids', '1,2'],
  ['an id that is a template', '{id}'],
  ['an id that is a parameter', ':id'],
  ['an id that is a star', '*'],
  ['an id that is true for all', '1%20or%201=1'],
  ['an id that ends a statement', '1;drop%20table%20book'],
  ['an id that ends a text', "1'--"],
  ['an id that sleeps', '1;select%20pg_sleep(5)'],
  ['an id that climbs out', '..%2f..%2fetc%2fpasswd'],
  ['an id for a shell', '$(sleep%205)'],
  ['an id that is a script', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
  ['an id that is __proto__', '__proto__'],
];

/** Ids in `/v2/books/…`: whatever it is, there is no such book. */
const opaque: readonly (readonly [what: string, id: string])[] = [
  ['the id of a copy where a book should be', copy],
  ['an id of v1', '1'],
  ['an id without its prefix', 'zAg8DBn0'],
  ['an id of nothing but its prefix', 'book_'],
  ['an id with its prefix in capitals', 'BOOK_zAg8DBn0'],
  ['an id in other letters', 'book_ZaG8dbN0'],
  ['an id with its prefix twice', `book_${book}`],
  ['an id with a letter more', `${book}k`],
  ['an id with a letter less', 'book_zAg8DBn'],
  ['an id with letters that there are not', 'book_-_-_-_-_'],
  ['an id of letters that stand for nothing', 'book_k3G7QAe5'],
  ['an id of 8,000 letters', `book_${'k'.repeat(8_000)}`],
  ['an id that is text for SQL', "book_'%20or%20'1'='1"],
  ['an id that is constructor', 'constructor'],
  ['an id with a blank before it', `%20${book}`],
];

const elsewhere: readonly Row[] = [
  ['the loan of somebody else', 404, 'GET /v1/loans/1', { as: 'patron' }],
  ["the return of somebody else's loan", 404, 'POST /v1/loans/1/return', { as: 'patron' }],
  ["the renewal of somebody else's loan", 404, 'POST /v1/loans/1/renew', { as: 'patron' }],
  ['a user that there is not', 404, 'GET /v1/users/999999', { as: 'librarian' }],
  ['a patron by a number', 404, 'GET /v2/patrons/1', { as: 'librarian' }],
  ['a key of nobody', 404, 'DELETE /v2/api-keys/apiKey_nothing', { as: 'librarian' }],
  [
    'a book that there is not, to be changed',
    404,
    'PUT /v1/books/999999',
    { as: 'librarian', json: { title: 'x' } },
  ],
  ['a book that there is not, to be withdrawn', 404, 'DELETE /v1/books/999999', { as: 'librarian' }],
  [
    'a book that there is not, to be patched',
    404,
    'PATCH /v2/books/book_nothing',
    { as: 'librarian', json: { title: 'x' }, headers: ['If-Match: "r1-v2.0"'] },
  ],
  [
    'a copy of a book that there is not',
    404,
    'POST /v2/books/book_nothing/copies',
    { as: 'librarian', json: {} },
  ],
  ['the copies of a book that there is not', 404, 'GET /v2/books/book_nothing/copies'],
  ['a document of a minor that there is not', 404, 'GET /v2/openapi/9.9.json'],
  ['a document of a minor that climbs out', 404, 'GET /v1/openapi/..%2f..%2fpackage.json'],
  ['a page about a minor that there is not', 400, 'GET /v1/docs?minor=%22%3E%3Cscript%3E'],
];

/** Ids of nothing, of something else, of somebody else. */
export const ids: readonly BadRequest[] = requests([
  ...numbers.map(([what, id, status = 400]): Row => [what, status, `GET /v1/books/${id}`]),
  ...opaque.map(([what, id]): Row => [what, 404, `GET /v2/books/${id}`]),
  ...elsewhere,
]);
