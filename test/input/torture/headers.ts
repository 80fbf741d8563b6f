import { gzipSync } from 'node:zlib';
import { requests, type BadRequest, type Row } from './bad-request.js';
import { book } from './things.js';

const newBook = { title: 'A book that must not be added' };
const patch = { title: 'A title that must not stay' };
/** A valid body of a librarian, with an invalid header. */
const adding = (...headers: string[]) => ({ as: 'librarian', json: newBook, headers }) as const;

/** A fault of the body's headers, sent to both versions. */
const described: readonly (readonly [what: string, header: string])[] = [
  ['a body declared as a form', 'Content-Type: application/x-www-form-urlencoded'],
  ['a multipart body', 'Content-Type: multipart/form-data; boundary=x'],
  ['a body declared as text', 'Content-Type: text/plain'],
  ['a body declared as XML', 'Content-Type: application/xml'],
  ['a body declared as a similar type to JSON', 'Content-Type: application/jsonx'],
  ['a body with a nonsense type', 'Content-Type: ;;;'],
  ['a body with a type without a subtype', 'Content-Type: application/'],
  ['a body declared as gzip', 'Content-Encoding: gzip'],
  ['a body declared as gzip twice', 'Content-Encoding: gzip, br'],
  ['a body in an unknown coding', 'Content-Encoding: x-nonsense'],
];

/** Sent to `GET /vN/books`, whose minors begin with `N.0`. */
const minorsOfV1: readonly (readonly [what: string, value: string])[] = [
  ['a minor without a point', '1'],
  ['a minor in three parts', '1.0.0'],
  ['a minor with a leading zero', '01.0'],
  ['a minor with a v', 'v1.0'],
  ['two minors', '1.0, 1.1'],
  ['a minor that is a word', 'latest'],
  ['a negative minor', '-1.0'],
  ['a minor with a wild card', '1.*'],
  ['a minor that is SQL', "1.0' or 1=1"],
  ['a minor of 5,000 digits', `1.${'9'.repeat(5_000)}`],
  ['an unknown minor', '1.99'],
  ['a minor of another major', '2.0'],
];

/** Sent with a change of book 1, which is at its first revision. */
const conditions: readonly (readonly [what: string, status: number, headers: readonly string[]])[] = [
  ['a change without If-Match', 428, []],
  ['a change with If-Match: *', 428, ['If-Match: *']],
  ['a change with an empty ETag', 428, ['If-Match:']],
  ['a weak ETag', 412, ['If-Match: W/"r1-v2.0"']],
  ['an ETag without quotes', 412, ['If-Match: r1-v2.0']],
  ['two tags', 412, ['If-Match: "r1-v2.0", "r2-v2.0"']],
  ['a revision that nothing has', 412, ['If-Match: "r0-v2.0"']],
  ['a future revision', 412, ['If-Match: "r2-v2.0"']],
  ['a negative revision', 412, ['If-Match: "r-1-v2.0"']],
  ['a revision beyond the range of numbers', 412, [`If-Match: "r${'9'.repeat(40)}-v2.0"`]],
  ['an ETag that is SQL', 412, [`If-Match: "r1' or '1'='1"`]],
];

const keys: readonly (readonly [what: string, key: string])[] = [
  ['a key of 256 characters', 'k'.repeat(256)],
  ['a key with a space', 'two words'],
  ['an empty key in quotes', '""'],
  ['a key with an umlaut', 'schl\u00fcssel'],
  ['a key with a tab', 'a\tb'],
];

const accepts: readonly (readonly [what: string, value: string])[] = [
  ['a client that accepts pictures only', 'image/png'],
  ['a client that accepts JSON with q=0', 'application/json;q=0'],
  ['a client that accepts nothing', '*/*;q=0'],
  ['a client that accepts a nonsense type', '///'],
];

const rows: readonly Row[] = [
  ...described.flatMap(([what, header]): Row[] => [
    [what, 415, 'POST /v1/books', adding(header)],
    [what, 415, 'POST /v2/books', adding(header)],
  ]),
  [
    'a gzip body',
    415,
    'POST /v2/books',
    () => ({ ...adding('Content-Encoding: gzip'), body: gzipSync(JSON.stringify(newBook)) }),
  ],
  ...minorsOfV1.map(([what, value]): Row => [
    what,
    400,
    'GET /v1/books',
    { headers: [`API-Version: ${value}`] },
  ]),
  ...minorsOfV1.map(([what, value]): Row => [
    what,
    400,
    'GET /v2/books',
    { headers: [`API-Version: ${value.replace('2.0', '1.0').replace(/^1[.]99$/, '2.99')}`] },
  ]),
  ...conditions.map(([what, status, headers]): Row => [
    what,
    status,
    `PATCH /v2/books/${book}`,
    { as: 'librarian', json: patch, headers },
  ]),
  ...keys.map(([what, key]): Row => [what, 400, 'POST /v2/books', adding(`Idempotency-Key: ${key}`)]),
  ...accepts.flatMap(([what, value]): Row[] => [
    [what, 406, 'GET /v1/books', { headers: [`Accept: ${value}`] }],
    [what, 406, 'GET /v2/books', { headers: [`Accept: ${value}`] }],
  ]),
];

/** Wrong headers. */
export const headers: readonly BadRequest[] = requests(rows);
