import { requests, type BadRequest, type Row } from './bad-request.js';
import { book, copy } from './things.js';

/** What is sent beside a title, to add a book: to both versions. */
const fields: readonly (readonly [what: string, field: string, value: unknown])[] = [
  ['a title that is a number', 'title', 42],
  ['a title that is a list', 'title', ['x']],
  ['a title that is an object', 'title', { $gt: '' }],
  ['a title that is true', 'title', true],
  ['a title that is null', 'title', null],
  ['an empty title', 'title', ''],
  ['a year that is a text', 'year', '1984'],
  ['a year with a fraction', 'year', 1984.5],
  ['a year in a list', 'year', [1984]],
  ['a year to come', 'year', 2101],
  ['a year before writing', 'year', -3001],
  ['a year beyond all years', 'year', 1e308],
  ['an ISBN that is a number', 'isbn', 9_780_140_449_136],
  ['an ISBN with a wrong check digit', 'isbn', '978-0-14-044913-7'],
  ['an ISBN of a musical score', 'isbn', '979-0-2600-0043-8'],
  ['an ISBN with a letter', 'isbn', '978-0-14-O44913-6'],
  ['a language that is none', 'language', 'Klingon!'],
  ['a language of one letter', 'language', 'e'],
  ['a publisher that is an object', 'publisher', {}],
  ['a description that is a list', 'description', []],
  ['an id', 'id', 1],
  ['a revision', 'revision', 7],
];

const ofV1: readonly Row[] = [
  ['copies as a text', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: '2' } }],
  ['minus one copies', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: -1 } }],
  ['half a copy', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: 0.5 } }],
  ['a million copies', 400, 'POST /v1/books', { as: 'librarian', json: { title: 'x', copies: 1_000_000 } }],
  ['no book', 400, 'POST /v1/loans', { as: 'patron', json: {} }],
  ['a book whose id is a text', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: '1' } }],
  ['a book whose id is a list', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: [1] } }],
  ['a book whose id is null', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: null } }],
  ['a book whose id has a fraction', 400, 'POST /v1/loans', { as: 'patron', json: { book_id: 1.5 } }],
  ['a book whose id is beyond all ids', 404, 'POST /v1/loans', { as: 'patron', json: { book_id: 1e300 } }],
  [
    'a book whose id is just beyond bigint',
    404,
    'POST /v1/loans',
    { as: 'patron', body: '{"book_id":9223372036854775808}' },
  ],
  ['a book whose id is negative', 404, 'POST /v1/loans', { as: 'patron', json: { book_id: -1 } }],
  ['a loan for somebody else', 403, 'POST /v1/loans', { as: 'patron', json: { book_id: 1, user_id: 1 } }],
  ['a role that there is not', 400, 'PUT /v1/users/1/role', { as: 'admin', json: { role: 'root' } }],
  ['a role that is a list', 400, 'PUT /v1/users/1/role', { as: 'admin', json: { role: ['admin'] } }],
  ['a role that is a query', 400, 'PUT /v1/users/1/role', { as: 'admin', json: { role: { $ne: null } } }],
  [
    'a password that is a query',
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
  ["a wish for one's own role", 400, 'PUT /v1/users/me', { as: 'patron', json: { role: 'admin' } }],
  ['a wish for another id', 400, 'PUT /v1/users/me', { as: 'patron', json: { id: 1 } }],
  [
    'a wish for another hash of the password',
    400,
    'PUT /v1/users/me',
    { as: 'patron', json: { password_hash: 'x' } },
  ],
];

const joining = { username: 'x', email: 'new@people.example', password: 'long enough' };
const accounts: readonly (readonly [what: string, more: object])[] = [
  ["an account that would be an admin's", { role: 'admin' }],
  ['an account without a password', { password: undefined }],
  ['an account with a password of seven letters', { password: 'x'.repeat(7) }],
  ['an account with a password of blanks', { password: ' '.repeat(10) }],
  ['an account with an address without an at', { email: 'people.example' }],
  ['an account with an address with two ats', { email: 'a@b@people.example' }],
  ['an account with an address of a line break', { email: 'a@people.example\nBcc: b@people.example' }],
  ['an account with a name and an address', { email: 'A <a@people.example>' }],
  ['an account with a card of its own choice', { cardNumber: 'P1' }],
];

const ofV2: readonly Row[] = [
  [
    'contributors that are a text',
    400,
    'POST /v2/books',
    { as: 'librarian', json: { title: 'x', contributors: 'Homer' } },
  ],
  [
    'contributors that are texts',
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
  ['a grant that there is not', 400, 'POST /v2/tokens', { json: { grantType: 'client_credentials' } }],
  ['a grant without what it needs', 400, 'POST /v2/tokens', { json: { grantType: 'refresh' } }],
  [
    'scopes that are a text',
    400,
    'POST /v2/api-keys',
    { as: 'librarian', json: { name: 'x', scopes: 'catalogue:read' } },
  ],
  ['no scopes', 400, 'POST /v2/api-keys', { as: 'librarian', json: { name: 'x', scopes: [] } }],
  [
    'a scope that is given to no key',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['accounts:write'] } },
  ],
  ['a scope of everything', 400, 'POST /v2/api-keys', { as: 'admin', json: { name: 'x', scopes: ['*'] } }],
  [
    'a key that is over before it begins',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['catalogue:read'], expiresAt: '2001-01-01T00:00:00Z' } },
  ],
  [
    'a key that ends on a day that there is not',
    400,
    'POST /v2/api-keys',
    { as: 'admin', json: { name: 'x', scopes: ['catalogue:read'], expiresAt: '2099-02-30T00:00:00Z' } },
  ],
  [
    'a key that ends at a number',
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
    'a loan for a patron that there is not',
    404,
    'POST /v2/loans',
    { as: 'librarian', json: { copyBarcode: 'C00000001', patronId: 'patron_nobody' } },
  ],
  [
    'a copy that shall be nowhere',
    400,
    `POST /v2/copies/${copy}/status`,
    { as: 'librarian', json: { to: 'nowhere' } },
  ],
  [
    'a pin on a minor that there is not',
    400,
    'PUT /v2/me/pins/v1',
    { as: 'patron', json: { minor: '1.99' } },
  ],
  ['a pin on a major that there is not', 400, 'PUT /v2/me/pins/v9', { as: 'patron', json: { minor: '9.0' } }],
  ['a pin on __proto__', 400, 'PUT /v2/me/pins/__proto__', { as: 'patron', json: { minor: '1.0' } }],
  [
    'a patch that takes the title away',
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

/** Bodies of another type than was asked for, with values that nothing can have, or with more than may be said. */
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
