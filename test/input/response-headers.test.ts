import { expect } from 'chai';
import type { Answer, Sending } from '../support/api-client.js';
import { addPerson, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { readAnswer, talk } from '../support/wire.js';

const origin = 'https://library.example';

/** What OWASP's REST Security Cheat Sheet names, beside `Cache-Control` and `Content-Type`. */
const ofEveryAnswer = [
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

/** What Helmet sets besides: it concerns documents that a browser renders. */
const ofPages = [
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

/** One answer of every kind. */
const kinds: readonly [what: string, status: number, method: string, path: string, sending?: Sending][] = [
  ['the front page', 200, 'GET', '/', { headers: { Accept: 'text/html' } }],
  ['the front page as JSON', 200, 'GET', '/', { headers: { Accept: 'application/json' } }],
  ['the page of a problem', 200, 'GET', '/docs/problems/request.validation_failed'],
  ['the documentation of v1', 200, 'GET', '/v1/docs'],
  ['the documentation of v2', 200, 'GET', '/v2/docs'],
  ['a document', 200, 'GET', '/v2/openapi/2.0.json'],
  ['a list', 200, 'GET', '/v2/books'],
  ['a 304', 304, 'GET', '/v2/books', { headers: { 'If-None-Match': '*' } }],
  ['an answer with headers only', 200, 'HEAD', '/v1/books'],
  ['the allowed methods', 204, 'OPTIONS', '/v2/books'],
  ['a refusal of v1', 400, 'GET', '/v1/books?page=0'],
  ['a refusal of v2', 400, 'GET', '/v2/books?limit=0'],
  ['a missing token', 401, 'GET', '/v2/me'],
  ['a wrong method', 405, 'DELETE', '/v2/search'],
  ['nothing', 404, 'GET', '/nothing'],
  ['health', 200, 'GET', '/health/live'],
  ['readiness', 200, 'GET', '/health/ready'],
  ['the version', 200, 'GET', '/version'],
  ['the OPDS catalogue', 200, 'GET', '/opds'],
  ['the documentation of the OPDS catalogue', 200, 'GET', '/opds/docs'],
  ['a refusal of the OPDS catalogue', 400, 'GET', '/opds/publications?order=x'],
  ['the page of a book to borrow, which is none', 404, 'GET', '/borrow/1'],
  ['the catalogue of APIs', 200, 'GET', '/.well-known/api-catalog'],
];

describe('In a browser', () => {
  let running: RunningService;
  let librarian: Person;
  before(async () => {
    running = await startService({ content: 'migrated', config: { corsOrigins: [origin] } });
    librarian = await addPerson(running, 'librarian');
  });
  after(() => running.stop());

  for (const [what, status, method, path, sending] of kinds) {
    it(`${what} is not sniffed, not framed, and loads nothing from elsewhere`, async () => {
      const { headers, ...answer } = await running.api.send(method, path, sending);
      expect(answer.status).to.equal(status);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-frame-options')).to.equal('DENY');
      expect(headers.get('content-security-policy')).to.match(/frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).to.not.match(/https?:|unsafe-|\*/);
      expect(headers.get('strict-transport-security')).to.match(/^max-age=31536000/);
      for (const name of ['server', 'x-powered-by', 'set-cookie']) expect(headers.get(name)).to.equal(null);
    });
  }

  for (const [what, , method, path, sending] of kinds) {
    it(`${what} has the security headers of its kind, and no others`, async () => {
      const { headers } = await running.api.send(method, path, sending);
      const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
      const names = [...ofEveryAnswer, ...ofPages].filter((name) => headers.get(name) !== null);
      expect(names).to.deep.equal(isPage ? [...ofEveryAnswer, ...ofPages] : ofEveryAnswer);
      expect(headers.get('content-security-policy')).to.match(
        isPage ? /^default-src 'none'; .*frame-ancestors 'none'$/ : /^frame-ancestors 'none'$/,
      );
    });
  }

  for (const [what, status, text] of [
    ['an invalid request', 400, 'GRAB / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['too many headers', 431, `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(17_000)}\r\n\r\n`],
    ['a tunnel', 400, 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n'],
  ] as const) {
    it(`a refusal by Node itself is as safe: ${what}`, async () => {
      const answer = readAnswer(await talk(running.url, Buffer.from(text)));
      expect(answer.status).to.equal(status);
      expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
      for (const name of ofEveryAnswer) expect(answer.headers.get(name), name).to.be.a('string');
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      expect(answer.headers.get('server')).to.equal(null);
    });
  }

  it('a secret is not cached, also when it is sent again', async () => {
    const { email, password, token } = librarian;
    const grant = {
      json: { grantType: 'password', email, password },
      headers: { 'Idempotency-Key': 'once' },
    };
    const wish = { name: 'x', scopes: ['catalogue:read'] };
    const answers: Answer[] = [
      await running.api.post('/v1/users/login', { json: { email, password } }),
      await running.api.post('/v2/tokens', grant),
      await running.api.post('/v2/tokens', grant),
      await running.api.post('/v2/api-keys', { token, json: wish }),
    ];
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 201]);
    for (const { headers } of answers) expect(headers.get('cache-control')).to.equal('no-store');
    expect(answers[2]?.headers.get('idempotent-replayed')).to.equal('true');
  });

  const strangers = [
    'null',
    'http://library.example',
    'https://library.example:8443',
    'https://library.example.evil.example',
    'https://evil.example/https://library.example',
    'https://LIBRARY.example',
    'https://library.example, https://evil.example',
    '*',
  ];
  for (const stranger of strangers) {
    it(`a page of ${stranger} may neither send requests nor read answers`, async () => {
      const preflight = { Origin: stranger, 'Access-Control-Request-Method': 'DELETE' };
      const asked = await running.api.send('OPTIONS', '/v2/me', { headers: preflight });
      const got = await running.api.get('/v2/books', { headers: { Origin: stranger } });
      for (const { headers } of [asked, got]) {
        const names = [...headers.keys()].filter((name) => name.startsWith('access-control'));
        expect(names).to.deep.equal([]);
      }
    });
  }

  it('a page of a listed origin may send requests, and never gets cookies', async () => {
    const preflight = { Origin: origin, 'Access-Control-Request-Method': 'PATCH' };
    const { status, headers } = await running.api.send('OPTIONS', '/v2/me', { headers: preflight });
    expect(status).to.equal(204);
    expect(headers.get('access-control-allow-origin')).to.equal(origin);
    expect(headers.get('access-control-allow-credentials')).to.equal(null);
  });
});
