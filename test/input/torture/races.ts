import { requests, type BadRequest, type Row } from './bad-request.js';
import { book } from './things.js';

const rows: readonly Row[] = [
  ['twenty times an invalid title', 400, 'POST /v2/books', { as: 'librarian', json: { title: '' } }],
  [
    'twenty times a loan of an unknown book',
    404,
    'POST /v1/loans',
    { as: 'patron', json: { book_id: 999_999 } },
  ],
  [
    'twenty times a change of an old state',
    412,
    `PATCH /v2/books/${book}`,
    { as: 'librarian', json: { title: 'x' }, headers: ['If-Match: "r0-v2.0"'] },
  ],
  ["twenty times another patron's loan", 404, 'POST /v1/loans/1/return', { as: 'patron' }],
  [
    'twenty times an account with a taken address',
    409,
    'POST /v2/patrons',
    ({ email }) => ({ json: { username: 'x', email, password: 'long enough' } }),
  ],
  [
    'twenty times a wrong password',
    401,
    'POST /v2/tokens',
    ({ email }) => ({ json: { grantType: 'password', email, password: 'wrong' } }),
  ],
  [
    'twenty times a refresh token that was never issued',
    401,
    'POST /v2/tokens',
    { json: { grantType: 'refresh', refreshToken: 'slr_never' } },
  ],
  [
    'twenty times a body that is too large',
    413,
    'POST /v1/books',
    { as: 'librarian', body: ' '.repeat(200_000) },
  ],
];

/** Bad requests that are sent at the same moment. */
export const races: readonly BadRequest[] = requests(rows).map((each) => ({ ...each, atOnce: 20 }));
