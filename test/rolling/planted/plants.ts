/** A defect of a release that the handover must find. */
export interface Plant {
  readonly title: string;
  /** The compiled file, and the code in it that is replaced. */
  readonly file: string;
  readonly code: string;
  readonly by: string;
  /** The titles of those handovers that must fail, and of no others. */
  readonly breaks: RegExp;
  /** Whether it shows only in what this release gives out itself. */
  readonly ofItsOwn?: boolean;
}

const tokens = 'src/infrastructure/accounts/jwt-tokens.js';
const sessions = 'src/domain/accounts/session.js';
const stored = 'src/infrastructure/kernel/unit-of-work/sql-idempotency.js';
const repeats = 'src/interface/kernel/pipeline/idempotency.js';
const tags = 'src/interface/kernel/answer/etag.js';

/** Everything that is checked with a token from before. */
const withToken = /^An access token of .* is accepted|^A new password|^A refresh token that was|^A pin/;
const withId = /^An id of \/v2|^An ETag in If-(None-Match|Match .*\/v2)/;
const repeated = /^A repeated|^A stored refusal|^A key with/;

/** One for each kind of thing, and for each way to give it out or to take it. */
export const plants: readonly Plant[] = [
  {
    title: 'another issuer of tokens',
    file: tokens,
    code: `issuer = 'shelflife'`,
    by: `issuer = 'library'`,
    breaks: withToken,
  },
  {
    title: 'another name for the keys of tokens',
    file: 'src/infrastructure/accounts/jwt-keys.js',
    code: `'key id'`,
    by: `'key name'`,
    breaks: withToken,
  },
  {
    title: 'access tokens that end after half of their time',
    file: tokens,
    code: 'now + expiresIn',
    by: 'now + expiresIn / 2',
    breaks: /^An access token of .* is accepted/,
    ofItsOwn: true,
  },
  {
    title: 'access tokens that are accepted after their end',
    file: tokens,
    code: 'verified.expiresAt > this.seconds()',
    by: 'verified.expiresAt + 30 > this.seconds()',
    breaks: /^An access token of .* is refused/,
  },
  {
    title: 'sessions that end after 14 days',
    file: sessions,
    code: '30 * 24',
    by: '14 * 24',
    breaks: /^A refresh token gives/,
    ofItsOwn: true,
  },
  {
    title: 'refresh tokens that can be used twice',
    file: sessions,
    code: 'this.spentAt = now',
    by: 'void now',
    breaks: /^A refresh token gives/,
  },
  {
    title: 'another key of cursors',
    file: 'src/interface/kernel/answer/cursor.js',
    code: `'cursor', 32`,
    by: `'cursors', 32`,
    breaks: /^A cursor/,
  },
  {
    title: 'another alphabet of ids',
    file: 'src/interface/v2/ids.js',
    code: 'k3G7QAe5',
    by: '5eAQ7G3k',
    breaks: withId,
  },
  {
    title: 'another form of entity tags',
    file: tags,
    code: '`"r${revision}',
    by: '`"s${revision}',
    breaks: /^An ETag in If-None-Match/,
  },
  {
    title: 'entity tags that are not read as before',
    file: tags,
    code: String.raw`"r(\d`,
    by: String.raw`"s(\d`,
    breaks: /^An ETag in If-Match/,
  },
  {
    title: 'another fingerprint of repeated requests',
    file: repeats,
    code: 'JSON.stringify([ctx.path, ',
    by: 'JSON.stringify([ctx.method, ctx.path, ',
    breaks: /^A repeated|^A stored refusal/,
  },
  {
    title: 'another owner of idempotency keys',
    file: repeats,
    code: '`anonymous ${',
    by: '`network ${',
    breaks: /^A repeated registration/,
  },
  {
    title: 'another name of idempotency keys',
    file: stored,
    code: `update(JSON.stringify([request.scope, request.key]))`,
    by: `update(JSON.stringify([request.key, request.scope]))`,
    breaks: repeated,
  },
  {
    title: 'stored answers for half a day',
    file: stored,
    code: '24 * 60',
    by: '12 * 60',
    breaks: /^A repeated request gets/,
  },
  {
    title: 'another hash of secrets',
    file: 'src/infrastructure/accounts/random-secrets.js',
    code: `'sha256'`,
    by: `'sha512'`,
    breaks:
      /^A refresh token (gives|that)|^An API key has|link (verifies|sets|of create-admin)|^A recovery code/,
  },
  {
    title: 'another prefix of API keys',
    file: 'src/application/accounts/api-keys.js',
    code: `'slk'`,
    by: `'key'`,
    breaks: /^An API key has/,
  },
  {
    title: 'links that work twice',
    file: 'src/application/accounts/mail/password-reset-service.js',
    code: 'await this.links.removeAll(',
    by: 'void (',
    breaks: /link (sets|of create-admin)/,
  },
  {
    title: 'links for a new password that end after 20 minutes',
    file: 'src/application/accounts/mail/link-service.js',
    code: 'reset: 30',
    by: 'reset: 20',
    breaks: /^(A mailed link sets|The mailed link of create-admin)/,
    ofItsOwn: true,
  },
  {
    title: 'sealed secrets of second factors that do not open',
    file: 'src/application/accounts/second-factor/code-checker.js',
    code: 'return `',
    by: 'return `of ',
    breaks: /^An authenticator app/,
  },
  {
    title: 'another form of passwords',
    file: 'src/domain/accounts/opaque-string.js',
    code: `' ').normalize('NFC')`,
    by: `' ').normalize('NFD')`,
    breaks: /^A password/,
  },
  {
    title: 'pins that have no effect',
    file: 'src/interface/kernel/pipeline/api-version-header.js',
    code: 'caller.pins?.[endpoint.version.major]',
    by: 'undefined',
    breaks: /^A pin/,
  },
  {
    title: 'failures that are counted elsewhere',
    file: 'src/infrastructure/kernel/rate-limit/flexible-limiter.js',
    code: '`limit:',
    by: '`rate:',
    breaks: /^Failed sign-ins/,
  },
  {
    title: 'barcodes with case',
    file: 'src/infrastructure/catalogue/sql-copy-queries.js',
    code: 'upper(barcode) = upper(${barcode})',
    by: 'barcode = ${barcode}',
    breaks: /^A printed barcode/,
  },
  {
    title: 'numbers of books that begin elsewhere',
    file: 'src/interface/v1/catalogue/book-routes.js',
    code: 'path.id',
    by: 'path.id + 1',
    breaks: /^An id of \/v1/,
  },
  {
    title: 'pages of /v1 that begin with 0',
    file: 'src/interface/v1/paging.js',
    code: 'offset: (page - 1)',
    by: 'offset: page',
    breaks: /^A link to the next page/,
  },
];
