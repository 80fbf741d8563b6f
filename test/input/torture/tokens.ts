import { requests, type BadRequest, type Row, type World } from './bad-request.js';
import { patron } from './things.js';

/** Sent where a token is required. */
type Token = readonly [what: string, authorization: (world: World) => string];

const bearer = (token: (world: World) => string) => (world: World) => `Bearer ${token(world)}`;
const forged = (claims: object, header: object = {}, hash?: string, secret?: string) =>
  bearer(({ forge }) => forge(claims, header, hash, secret));
const hour = 3_600;
const soon = Math.floor(Date.now() / 1_000) + hour;

/** Faults of the header: the sender of a token must not decide how its signature is checked (RFC 8725, 3.1). */
const headers: readonly Token[] = [
  [
    'a token with alg none and no signature',
    bearer(({ forge }) => forge({}, { alg: 'none' }).replace(/[^.]*$/, '')),
  ],
  ['a token with alg None', forged({}, { alg: 'None' })],
  ['a token with alg nOnE', forged({}, { alg: 'nOnE' })],
  ['a token with an empty alg', forged({}, { alg: '' })],
  ['a token with alg null', forged({}, { alg: null })],
  ['a token with a list of algs', forged({}, { alg: ['HS256'] })],
  ['a token with alg hs256', forged({}, { alg: 'hs256' })],
  ['a token without alg', forged({}, { alg: undefined })],
  ['a token with HS384', forged({}, { alg: 'HS384' }, 'sha384')],
  ['a token with HS512', forged({}, { alg: 'HS512' }, 'sha512')],
  ['a token with RS256, signed as HS256', forged({}, { alg: 'RS256' })],
  ['a token with ES256, signed as HS256', forged({}, { alg: 'ES256' })],
  ['a token with PS256, signed as HS256', forged({}, { alg: 'PS256' })],
  ['a token with EdDSA, signed as HS256', forged({}, { alg: 'EdDSA' })],
  ['a token whose kid is a file', forged({}, { kid: '../../../../dev/null' }, 'sha256', '')],
  ['a token whose kid is SQL', forged({}, { kid: "x' union select 'k" }, 'sha256', 'k')],
  ['a token that brings its own key', forged({}, { jwk: { kty: 'oct', k: 'a2V5' } }, 'sha256', 'key')],
  ['a token with a URL of its key', forged({}, { jku: 'https://evil.example/keys.json' }, 'sha256', 'key')],
  [
    'a token with a URL of its certificate',
    forged({}, { x5u: 'https://evil.example/cert.pem' }, 'sha256', 'key'),
  ],
];

const signatures: readonly Token[] = [
  ['a token that is signed with another secret', forged({}, {}, 'sha256', 'another secret')],
  ['a token that is signed with an empty secret', forged({}, {}, 'sha256', '')],
  ['a token that is signed with the word secret', forged({}, {}, 'sha256', 'secret')],
  [
    'a token that is signed with the secret of development',
    forged({}, {}, 'sha256', 'everybody-knows-this-secret-of-development'),
  ],
  ['a token without its last letter', bearer(({ forge }) => forge({}).slice(0, -1))],
  ['a token without its signature', bearer(({ forge }) => forge({}).replace(/[.][^.]*$/, ''))],
  ['a token with an empty signature', bearer(({ forge }) => forge({}).replace(/[^.]*$/, ''))],
  ['a token with a fourth part', bearer(({ forge }) => `${forge({})}.e30`)],
  [
    'a token with parts of two tokens',
    bearer(({ forge }) => `${forge({ sub: '1' }).replace(/[^.]*$/, '')}${forge({}).split('.')[2]}`),
  ],
];

const claims: readonly Token[] = [
  ['a token without exp', forged({ exp: undefined })],
  ['an expired token', forged({ exp: soon - 2 * hour })],
  ['a token whose exp is a string', forged({ exp: String(soon) })],
  ['a token whose exp is null', forged({ exp: null })],
  ['a token whose exp is a list', forged({ exp: [soon] })],
  ['a token whose exp is below zero', forged({ exp: -1 })],
  ['a token that is not yet valid', forged({ nbf: soon })],
  ['a token without iss', forged({ iss: undefined })],
  ['a token of another issuer', forged({ iss: 'shelflife.evil.example' })],
  ['a token of an empty issuer', forged({ iss: '' })],
  ['a token without aud', forged({ aud: undefined })],
  ['a token for another audience', forged({ aud: 'another-library' })],
  ['a token for an empty audience', forged({ aud: [] })],
  ['a token without sub', forged({ sub: undefined })],
  ['a token whose sub is a number', forged({ sub: 1 })],
  ['a token whose sub is a list', forged({ sub: ['1'] })],
  ['a token whose sub is SQL', forged({ sub: '1 or 1=1' })],
  ['a token whose sub is unknown', forged({ sub: '999999999' })],
  ['a token whose sub is beyond the range of ids', forged({ sub: '9'.repeat(20) })],
  ['a token whose sub is negative', forged({ sub: '-1' })],
  ['a token of an unknown session', forged({ sid: '999999999' })],
  ['a token whose sid is a number', forged({ sid: 1 })],
  ['a token whose sid is empty', forged({ sid: '' })],
  ['a token whose claims are a list', bearer(({ forge }) => forge([]))],
];

const others: readonly Token[] = [
  ['a refresh token', bearer(({ refreshToken }) => refreshToken)],
  ['an unknown key', () => `Bearer slk_${'x'.repeat(43)}`],
  ['the beginning of a key', () => 'Bearer slk_'],
  ['a token that is a dot', () => 'Bearer .'],
  ['a token that is two dots', () => 'Bearer ..'],
  ['a token of 8,000 letters', () => `Bearer ${'a'.repeat(8_000)}`],
  ['a token of 8,000 dots', () => `Bearer ${'.'.repeat(8_000)}`],
  ['a token of 4,000 equal signs', () => `Bearer ${'='.repeat(4_000)}`],
  ['the word Bearer and 8,000 blanks', () => `Bearer ${' '.repeat(8_000)}x y`],
  ['a token in angle brackets', () => 'Bearer <script>alert(1)</script>'],
  ['two tokens', () => 'Bearer one two'],
  ['a name and a password', () => `Basic ${Buffer.from('admin:admin').toString('base64')}`],
  ['a digest', () => 'Digest username="admin"'],
  ['a scheme without a token', () => 'Bearer'],
  ['a valid token after a wrong scheme', ({ tokens }) => `Token ${tokens.admin}`],
  ['a valid token without a scheme', ({ tokens }) => tokens.admin],
  ['a valid token in quotes', ({ tokens }) => `Bearer "${tokens.admin}"`],
];

const rows: readonly Row[] = [
  ...[...headers, ...signatures, ...claims, ...others].flatMap(([what, authorization]): Row[] => [
    [what, 401, 'GET /v1/users/me', (world) => ({ headers: [`Authorization: ${authorization(world)}`] })],
    [what, 401, 'GET /v2/me', (world) => ({ headers: [`Authorization: ${authorization(world)}`] })],
  ]),
  ['no token', 401, 'GET /v1/loans'],
  ['no token for an operation of admins', 401, 'PUT /v1/users/1/role', { json: { role: 'admin' } }],
  [
    'a token in a cookie',
    401,
    'GET /v1/users/me',
    ({ tokens }) => ({ headers: [`Cookie: token=${tokens.patron}`] }),
  ],
  [
    'a token of a patron for an operation of librarians',
    403,
    'POST /v2/books',
    { as: 'patron', json: { title: 'x' } },
  ],
  [
    'a token of a librarian for an operation of admins',
    403,
    'PUT /v1/users/1/role',
    { as: 'librarian', json: { role: 'admin' } },
  ],
  [
    'a librarian who gives a role',
    403,
    `PATCH /v2/patrons/${patron}`,
    { as: 'librarian', json: { role: 'admin' }, headers: ['If-Match: "r1-v2.0"'] },
  ],
  ['a key without the scope', 403, 'POST /v2/books', { as: 'narrowKey', json: { title: 'x' } }],
  [
    'a key that creates a key',
    403,
    'POST /v2/api-keys',
    { as: 'narrowKey', json: { name: 'x', scopes: ['catalogue:read'] } },
  ],
  [
    'a refresh with an access token',
    401,
    'POST /v2/tokens',
    ({ tokens }) => ({ json: { grantType: 'refresh', refreshToken: tokens.patron } }),
  ],
  [
    'a refresh with only a prefix',
    401,
    'POST /v2/tokens',
    { json: { grantType: 'refresh', refreshToken: 'slr_' } },
  ],
  [
    'a password that is SQL',
    401,
    'POST /v1/users/login',
    ({ email }) => ({ json: { email, password: "' or '1'='1' --" } }),
  ],
  [
    'an address that is SQL',
    401,
    'POST /v1/users/login',
    { json: { email: "x' or 1=1 --", password: 'whatever' } },
  ],
];

/** Forged or expired credentials, or credentials for another use. */
export const tokens: readonly BadRequest[] = requests(rows);
