import { requests, type BadRequest, type Row } from './bad-request.js';
import { book, copy } from './things.js';

/** Ids in `/v1/books/…`: not a whole number, or one that nothing has. */
const numbers: readonly (readonly [what: string, id: string, status?: number])[] = [
  ['an id of zero', '0', 404],
  ['a negative id', '-1', 404],
  ['an id just beyond int', '2147483648', 404],
  ['an id just beyond bigint', '9223372036854775808', 404],
  ['an id of 400 digits', '9'.repeat(400), 404],
  ['a negative id of 400 digits', `-${'9'.repeat(400)}`, 404],
  ['an id with a fraction', '1.0'],
  ['an id in scientific notation', '1e0'],
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
  ['an id that is a bound parameter', ':id'],
  ['an id that is an asterisk', '*'],
  ['an id that is a true condition', '1%20or%201=1'],
  ['an id that ends an SQL statement', '1;drop%20table%20book'],
  ['an id that ends an SQL string', "1'--"],
  ['an id that calls pg_sleep', '1;select%20pg_sleep(5)'],
  ['an id that is a path traversal', '..%2f..%2fetc%2fpasswd'],
  ['an id that is a shell command', '$(sleep%205)'],
  ['an id that is a script', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
  ['an id that is __proto__', '__proto__'],
];

/** Ids in `/v2/books/…`: each is answered with 404. */
const opaque: readonly (readonly [what: string, id: string])[] = [
  ['the id of a copy where a book should be', copy],
  ['an id of v1', '1'],
  ['an id without its prefix', 'zAg8DBn0'],
  ['an id that is only its prefix', 'book_'],
  ['an id with its prefix in capitals', 'BOOK_zAg8DBn0'],
  ['an id in another case', 'book_ZaG8dbN0'],
  ['an id with its prefix twice', `book_${book}`],
  ['an id with an additional letter', `${book}k`],
  ['an id with a missing letter', 'book_zAg8DBn'],
  ['an id with letters outside of its alphabet', 'book_-_-_-_-_'],
  ['an id of letters that decode to nothing', 'book_k3G7QAe5'],
  ['an id of 8,000 letters', `book_${'k'.repeat(8_000)}`],
  ['an id that is SQL', "book_'%20or%20'1'='1"],
  ['an id that is constructor', 'constructor'],
  ['an id with a leading blank', `%20${book}`],
];

const elsewhere: readonly Row[] = [
  ['the loan of another patron', 404, 'GET /v1/loans/1', { as: 'patron' }],
  ["the return of another patron's loan", 404, 'POST /v1/loans/1/return', { as: 'patron' }],
  ["the renewal of another patron's loan", 404, 'POST /v1/loans/1/renew', { as: 'patron' }],
  ['an unknown user', 404, 'GET /v1/users/999999', { as: 'librarian' }],
  ['a patron by a number', 404, 'GET /v2/patrons/1', { as: 'librarian' }],
  ['the id of an unknown key', 404, 'DELETE /v2/api-keys/apiKey_nothing', { as: 'librarian' }],
  ['a change of an unknown book', 404, 'PUT /v1/books/999999', { as: 'librarian', json: { title: 'x' } }],
  ['a deletion of an unknown book', 404, 'DELETE /v1/books/999999', { as: 'librarian' }],
  [
    'a patch of an unknown book',
    404,
    'PATCH /v2/books/book_nothing',
    { as: 'librarian', json: { title: 'x' }, headers: ['If-Match: "r1-v2.0"'] },
  ],
  ['a new copy of an unknown book', 404, 'POST /v2/books/book_nothing/copies', { as: 'librarian', json: {} }],
  ['the copies of an unknown book', 404, 'GET /v2/books/book_nothing/copies'],
  ['a document of an unknown minor', 404, 'GET /v2/openapi/9.9.json'],
  ['a document of a minor that is a path traversal', 404, 'GET /v1/openapi/..%2f..%2fpackage.json'],
  ['a page about an unknown minor', 400, 'GET /v1/docs?minor=%22%3E%3Cscript%3E'],
];

/** Ids of nothing, of another type, of another owner. */
export const ids: readonly BadRequest[] = requests([
  ...numbers.map(([what, id, status = 400]): Row => [what, status, `GET /v1/books/${id}`]),
  ...opaque.map(([what, id]): Row => [what, 404, `GET /v2/books/${id}`]),
  ...elsewhere,
]);
