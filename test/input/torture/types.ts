import { requests, type BadRequest, type Row } from './bad-request.js';
import { book, copy } from './things.js';

/** Fields that are sent with a title to add a book, to both versions. */
const fields: readonly (readonly [what: string, field: string, value: unknown])[] = [
  ['a title that is a number', 'title', 42],
  ['a title that is a list', 'title', ['x']],
  ['a title that is an object', 'title', { $gt: '' }],
  ['a title that is true', 'title', true],
  ['a title that is null', 'title', null],
  ['an empty title', 'title', ''],
  ['a year that is a string', 'year', '1984'],
  ['a year with a fraction', 'year', 1984.5],
  ['a year in a list', 'year', [1984]],
  ['a year in the future', 'year', 2101],
  ['a year before 3000 BCE', 'year', -3001],
  ['a year beyond the range of years', 'year', 1e308],
  ['an ISBN that is a number', 'isbn', 9_780_140_449_136],
  ['an ISBN with a wrong check digit', 'isbn', '978-0-14-044913-7'],
  ['an ISBN of a musical score', 'isbn', '979-0-2600-0043-8'],
  ['an ISBN with a letter', 'isbn', '978-0-14-O44913-6'],
  ['an invalid language', 'language', 'Klingon!'],
  ['a language of one letter', 'language', 'e'],
  ['a publisher that is an object', 'publisher', {}],
  ['a description that is a list', 'description', []],
  ['an id', 'id', 1],
  ['a revision', 'revision', 7],
];

const ofV1: readonly Row[] = [
  ['copies as a string', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: '2' } }],
  ['minus one copies', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: -1 } }],
  ['half a copy', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: 0.5 } }],
  ['a million copies', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: 1_000_000 } }],
  ['no book', 400, 'POST /v1/loans', { as: 'patron', json: {} }],
  ['a book whose id is a text', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: '1' } }],
  ['a book whose id is a list', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: [1] } }],
  ['a book whose id is null', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: null } }],
  ['a book whose id has a fraction', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: 1.5 } }],
  ['a book with an id beyond all ids', 404, 'POST /v1/loans', { as: 'patron', json: { book_id: 1e300 } }],
  [
    'a book whose id is just beyond bigint',
    404,
    'POST /v1/loans',
    { as: 'patron', body: '{"book_id":9223372036854775808}' },
  ],
  ['a book whose id is negative', 404, 'POST /v1/loans', { as: 'patron', json: { book_id: -1 } }],
  ['a loan for another patron', 403, 'POST /v1/loans', { as: 'patron', json: { book_id: 1, user_id: 1 } }],
  ['an unknown role', 400, 'PUT /v1/users/1/role', { as: 'admin', json: { role: 'root' } }],
  ['a role that is a list', 400, 'PUT /v1/users/1/role', { as: 'admin', json: { role: ['admin'] } }],
  ['a role that is an operator', 400, 'PUT /v1/users/1/role', { as: 'admin', json: { role: { $ne: null } } }],
  [
    'a password that is an operator object',
    400,
    'POST /v1/users/login',
    { json: { email: 'a@b.example', password: { $ne: 1 } } },
  ],
  [
    'an address that is a list',
    400,
    'POST /v1/users/login',
    { json: { email: ['a@b.example'], password: 'whatever' } },
  ],
  [
    'an account whose address is taken',
    409,
    'POST /v1/users/register',
    ({ email }) => ({ json: { username: 'x', email, password: 'long enough' } }),
  ],
  ["a change of one's own role", 400, 'PUT /v1/users/me', { as: 'patron', json: { role: 'admin' } }],
  ["a change of one's own id", 400, 'PUT /v1/users/me', { as: 'patron', json: { id: 1 } }],
  ["a change of one's own hash", 400, 'PUT /v1/users/me', { as: 'patron', json: { password_hash: 'x' } }],
];

const joining = { username: 'x', email: 'new@people.example', password: 'long enough' };
const accounts: readonly (readonly [what: string, more: object])[] = [
  ['a registration as an admin', { role: 'admin' }],
  ['an account without a password', { password: undefined }],
  ['an account with a password of seven letters', { password: 'x'.repeat(7) }],
  ['an account with a password of blanks', { password: ' '.repeat(10) }],
  ['an account with an address without an at', { email: 'people.example' }],
  ['an account with an address with two ats', { email: 'a@b@people.example' }],
  ['an account with a line break in its address', { email: 'a@people.example\nBcc: b@people.example' }],
  ['an account with a name and an address', { email: 'A <a@people.example>' }],
  ['an account with its own card number', { cardNumber: 'P1' }],
];

const ofV2: readonly Row[] = [
  [
    'contributors as a string',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: 'Homer' } },
  ],
  [
    'contributors that are strings',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: ['Homer'] } },
  ],
  [
    'contributors in lists',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: [[{ name: 'Homer', role: 'author' }]] } },
  ],
  [
    'a contributor that is null',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: [null] } },
  ],
  [
    'a contributor without a role',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: [{ name: 'Homer' }] } },
  ],
  [
    'a contributor with another field',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: [{ name: 'Homer', role: 'author', id: 1 }] } },
  ],
  [
    'subjects that are an object',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', subjects: { 0: 'x', length: 1 } } },
  ],
  [
    'a subject that is a number',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', subjects: [1] } },
  ],
  ['an unknown grant', 400, 'POST /v2/tokens', { json: { grantType: 'client_credentials' } }],
  ['a grant without its required fields', 400, 'POST /v2/tokens', { json: { grantType: 'refresh' } }],
  [
    'scopes that are a string',
    400,
    'POST /v2/api-keys',
    { as: 'librarian', json: { name: 'x', scopes: 'catalogue:read' } },
  ],
  ['no scopes', 400, 'POST /v2/api-keys', { as: 'librarian', json: { name: 'x', scopes: [] } }],
  [
    'a scope that keys cannot have',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['accounts:write'] } },
  ],
  ['a wildcard scope', 400, 'POST /v2/api-keys', { as: 'admin', json: { name: 'x', scopes: ['*'] } }],
  [
    'a key that has already expired',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['catalogue:read'], expiresAt: '2001-01-01T00:00:00Z' } },
  ],
  [
    'a key that expires on an invalid date',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['catalogue:read'], expiresAt: '2099-02-30T00:00:00Z' } },
  ],
  [
    'a key whose expiry is a number',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['catalogue:read'], expiresAt: 4_102_444_800 } },
  ],
  ['a barcode that is a number', 400, 'POST /v2/loans', { as: 'patron', json: { copyBarcode: 1 } }],
  ['a barcode that no copy has', 404, 'POST /v2/loans', { as: 'patron', json: { copyBarcode: 'NOBODY' } }],
  [
    'an override that is true',
    400,
    'POST /v2/loans',
    { as: 'librarian', json: { copyBarcode: 'C00000001', override: true } },
  ],
  [
    'an override without a reason',
    400,
    'POST /v2/loans',
    { as: 'librarian', json: { copyBarcode: 'C00000001', override: {} } },
  ],
  [
    'an override by a patron',
    403,
    'POST /v2/loans',
    { as: 'patron', json: { copyBarcode: 'C00000001', override: { reason: 'please' } } },
  ],
  [
    'a loan for an unknown patron',
    404,
    'POST /v2/loans',
    { as: 'librarian', json: { copyBarcode: 'C00000001', patronId: 'patron_nobody' } },
  ],
  [
    'a copy with an unknown status',
    400,
    `POST /v2/copies/${copy}/status`,
    { as: 'librarian', json: { to: 'nowhere' } },
  ],
  ['a pin on an unknown minor', 400, 'PUT /v2/me/pins/v1', { as: 'patron', json: { minor: '1.99' } }],
  ['a pin on an unknown major', 400, 'PUT /v2/me/pins/v9', { as: 'patron', json: { minor: '9.0' } }],
  ['a pin on __proto__', 400, 'PUT /v2/me/pins/__proto__', { as: 'patron', json: { minor: '1.0' } }],
  [
    'a patch that removes the title',
    400,
    `PATCH /v2/books/${book}`,
    { as: 'librarian', json: { title: null }, headers: ['If-Match: "r1-v2.0"'] },
  ],
  [
    'a patch that is a list of operations',
    400,
    `PATCH /v2/books/${book}`,
    { as: 'librarian', json: [{ op: 'remove', path: '/title' }], headers: ['If-Match: "r1-v2.0"'] },
  ],
  [
    "a patch of one's own role",
    400,
    'PATCH /v2/me',
    { as: 'patron', json: { role: 'admin' }, headers: ['If-Match: "r1-v2.0"'] },
  ],
];

/** Bodies with wrong types, impossible values, or additional fields. */
export const types: readonly BadRequest[] = requests([
  ...fields.flatMap(([what, field, value]): Row[] => [
    [what, 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', [field]: value } }],
    [what, 400, 'POST /v2/books', { as: 'librarian', json: { title: 'x', [field]: value } }],
  ]),
  ...accounts.flatMap(([what, more]): Row[] => [
    [what, 400, 'POST /v1/users/register', { json: { ...joining, ...more } }],
    [what, 400, 'POST /v2/patrons', { json: { ...joining, ...more } }],
  ]),
  ...ofV1,
  ...ofV2,
]);
