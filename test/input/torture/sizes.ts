import { bytes, requests, type BadRequest, type Row } from './bad-request.js';

const letters = (count: number) => 'x'.repeat(count);
const adding = (json: object) => ({ as: 'librarian', json }) as const;
const joining = { username: 'x', email: 'new@people.example', password: 'long enough' };

/** The given number of chunks of the given number of blanks. */
const chunks = (count: number, size: number) =>
  `${`${size.toString(16)}\r\n${' '.repeat(size)}\r\n`.repeat(count)}0\r\n\r\n`;

/** Fields that are one character too long, in both versions. */
const fields: readonly (readonly [what: string, more: object])[] = [
  ['a title of 1,001 letters', { title: letters(1_001) }],
  ['a title of 90,000 letters', { title: letters(90_000) }],
  ['a publisher of 201 letters', { publisher: letters(201) }],
  ['a description of 10,001 letters', { description: letters(10_001) }],
  ['an ISBN of 90,000 hyphens', { isbn: '-'.repeat(90_000) }],
  ['a language of 90,000 hyphens', { language: 'a-'.repeat(45_000) }],
];

/** The same for an account. The longest ones are the slowest for patterns. */
const accounts: readonly (readonly [what: string, more: object])[] = [
  ['a name of 101 letters', { username: letters(101) }],
  ['a password of 129 letters', { password: letters(129) }],
  ['an address of 255 letters', { email: `${letters(242)}@people.example` }],
  ['an address of 90,000 ats', { email: '@'.repeat(90_000) }],
  ['an address of 45,000 dots', { email: `a${'.a'.repeat(45_000)}@` }],
  ['an address in 20,000 quotes', { email: `"${'\\"'.repeat(20_000)}@people.example` }],
];

const rows: readonly Row[] = [
  ...fields.flatMap(([what, more]): Row[] => [
    [what, 400, 'POST /v1/books', adding({ title: 'x', ...more })],
    [what, 400, 'POST /v2/books', adding({ title: 'x', ...more })],
  ]),
  ...accounts.flatMap(([what, more]): Row[] => [
    [what, 400, 'POST /v1/users/register', { json: { ...joining, ...more } }],
    [what, 400, 'POST /v2/patrons', { json: { ...joining, ...more } }],
  ]),
  ['a body of 100 kB and one byte', 413, 'POST /v1/books', { as: 'librarian', body: ' '.repeat(102_401) }],
  ['a body of 5 MB', 413, 'POST /v2/books', { as: 'librarian', body: ' '.repeat(5_000_000) }],
  [
    'a body that declares 4 GB',
    413,
    'POST /v2/books',
    { as: 'librarian', body: '{}', headers: ['Content-Length: 4294967297'] },
  ],
  [
    'a body of 200 kB in chunks',
    413,
    'POST /v1/books',
    { as: 'librarian', headers: ['Transfer-Encoding: chunked'], body: chunks(20, 10_000) },
  ],
  [
    '101 contributors',
    400,
    'POST /v2/books',
    adding({
      title: 'x',
      contributors: Array.from({ length: 101 }, () => ({ name: 'Homer', role: 'author' })),
    }),
  ],
  [
    '2,000 contributors',
    400,
    'POST /v2/books',
    adding({ title: 'x', contributors: Array.from({ length: 2_000 }, () => ({ name: '', role: '' })) }),
  ],
  [
    '101 subjects',
    400,
    'POST /v2/books',
    adding({ title: 'x', subjects: Array.from({ length: 101 }, () => 'x') }),
  ],
  [
    '40,000 subjects',
    400,
    'POST /v2/books',
    adding({ title: 'x', subjects: Array.from({ length: 40_000 }, () => 1) }),
  ],
  ['a subject of 201 letters', 400, 'POST /v2/books', adding({ title: 'x', subjects: [letters(201)] })],
  [
    '51 scopes',
    400,
    'POST /v2/api-keys',
    adding({ name: 'x', scopes: Array.from({ length: 51 }, () => 'catalogue:read') }),
  ],
  ['a barcode of 51 letters', 400, 'POST /v2/loans', { as: 'patron', json: { copyBarcode: letters(51) } }],
  [
    'a login with a password of 1,025 letters',
    400,
    'POST /v1/users/login',
    { json: { email: 'a@b.example', password: letters(1_025) } },
  ],
  [
    'a login with a password of 90,000 letters',
    400,
    'POST /v2/tokens',
    { json: { grantType: 'password', email: 'a@b.example', password: letters(90_000) } },
  ],
  ['a search for 201 letters', 400, `GET /v1/books/search?q=${letters(201)}`],
  ['a search for 12,000 letters', 400, `GET /v2/search?q=${letters(12_000)}`],
  ['a cursor of 4,097 letters', 400, `GET /v2/books?cursor=${letters(4_097)}`],
  ['a sort by 2,000 fields', 400, `GET /v2/books?sort=${'title,'.repeat(2_000)}`],
  ['2,000 fields', 400, `GET /v2/books?fields=${'title,'.repeat(2_000)}`],
  [
    '1,000 parameters',
    400,
    `GET /v2/books?${Array.from({ length: 1_000 }, (_, at) => `p${at}=1`).join('&')}`,
  ],
  ['a path of a million levels', 404, `GET /v1${'/a'.repeat(7_000)}`],
];

/** Requests that exceed every limit of size. */
export const sizes: readonly BadRequest[] = [
  ...requests(rows),
  ...bytes([
    ['a target of 17,000 letters', 431, `GET /v1/books?title=${letters(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    [
      'a cookie of 17,000 letters',
      431,
      `GET /v1/books HTTP/1.1\r\nHost: x\r\nCookie: ${letters(17_000)}\r\n\r\n`,
    ],
    [
      'a token of 17,000 letters',
      431,
      `GET /v1/users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${letters(17_000)}\r\n\r\n`,
    ],
    [
      '1,700 headers',
      431,
      `GET /v1/books HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 1_700 }, (_, at) => `X-${at}: 12345\r\n`).join('')}\r\n`,
    ],
    [
      'a header name of 17,000 letters',
      431,
      `GET /v1/books HTTP/1.1\r\nHost: x\r\n${letters(17_000)}: y\r\n\r\n`,
    ],
  ]),
];
