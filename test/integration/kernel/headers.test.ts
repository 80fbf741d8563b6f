import { expect } from 'chai';
import { DevelopmentConfig } from '../../../config/index.js';
import { apiClient } from '../../support/api-client.js';
import { startFixtureApi } from '../../support/fixture-api/start.js';
import { addPerson, type Person } from '../../support/people.js';
import { said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('Every answer', () => {
  let running: RunningService;
  let person: Person;
  before(async () => {
    running = await startService({ content: 'migrated', config: { limitLogin: { points: 1, seconds: 60 } } });
    person = await addPerson(running);
    await running.api.post('/v1/users/login', { json: { email: 'a@people.example', password: 'x' } });
  });
  after(() => running.stop());

  const all: readonly [status: number, method: string, path: string, sending?: object][] = [
    [200, 'GET', '/v1/books'],
    [200, 'HEAD', '/v1/books'],
    [200, 'GET', '/v1/docs'],
    [204, 'OPTIONS', '/v1/books'],
    [400, 'GET', '/v1/books?page=0'],
    [400, 'POST', '/v1/users/login', { raw: '{', headers: { 'Content-Type': 'application/json' } }],
    [401, 'GET', '/v1/users/me'],
    [404, 'GET', '/v1/nothing'],
    [405, 'PATCH', '/v1/books'],
    [406, 'GET', '/v1/books', { headers: { Accept: 'image/png' } }],
    [
      413,
      'POST',
      '/v1/users/login',
      { raw: ' '.repeat(200_000), headers: { 'Content-Type': 'application/json' } },
    ],
    [415, 'POST', '/v1/users/login', { raw: 'a=b' }],
    [429, 'POST', '/v1/users/login', { json: { email: 'a@people.example', password: 'x' } }],
    [200, 'GET', '/health/live'],
    [404, 'GET', '/nothing'],
  ];
  for (const [status, method, path, sending] of all) {
    it(`has its request id and, below /v1, the version: ${status} for ${method} ${path}`, async () => {
      const answer = await running.api.send(method, path, sending);
      expect(answer.status).to.equal(status);
      expect(answer.headers.get('x-request-id')).to.match(uuid);
      expect(answer.headers.get('api-version')).to.equal(path.startsWith('/v1') ? '1.0' : null);
    });

    it(`has the security headers for browsers: ${status} for ${method} ${path}`, async () => {
      const { headers } = await running.api.send(method, path, sending);
      const policy =
        path === '/v1/docs' ? /^default-src 'none'; script-src 'self' / : /^frame-ancestors 'none'$/;
      expect(headers.get('content-security-policy')).to.match(policy);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-frame-options')).to.equal('DENY');
      expect(headers.get('strict-transport-security')).to.match(/^max-age=\d+; includeSubDomains$/);
      expect(headers.get('x-powered-by')).to.equal(null);
      expect(headers.get('server')).to.equal(null);
    });
  }

  it('has a different request id each time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => running.api.get('/version')));
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).to.equal(20);
  });

  for (const id of ['abc', '7f1c2d3e-0000-4000-8000-000000000000', 'a.b:c_d-e', 'x'.repeat(128)]) {
    it(`keeps the request id that the client sent: ${id.slice(0, 40)}`, async () => {
      const answer = await running.api.get('/v1/nothing', { headers: { 'X-Request-Id': id } });
      expect(answer.headers.get('x-request-id')).to.equal(id);
    });
  }

  for (const id of ['', 'a b', 'a,b', '<script>', 'x'.repeat(129), '"quoted"', 'caf\u00e9', '%0d%0aX: y']) {
    it(`replaces the invalid request id "${id.slice(0, 20)}"`, async () => {
      const answer = await running.api.get('/v1/nothing', { headers: { 'X-Request-Id': id } });
      expect(answer.headers.get('x-request-id')).to.match(uuid);
    });
  }

  it('takes the request id of the Cloud Foundry router, also beside an empty one', async () => {
    const given = { 'X-Vcap-Request-Id': '11111111-2222-3333-4444-555555555555' };
    for (const headers of [given, { ...given, 'X-Request-Id': '' }]) {
      const answer = await running.api.get('/version', { headers });
      expect(answer.headers.get('x-request-id')).to.equal(given['X-Vcap-Request-Id']);
    }
  });

  it('is not cached by proxies when it is for one caller', async () => {
    const mine = await running.api.get('/v1/users/me', { token: person.token });
    expect(mine.headers.get('cache-control')).to.equal('private, no-cache');
    const everybodys = await running.api.get('/v1/books');
    expect(everybodys.headers.get('cache-control')).to.equal('no-cache');
    expect(everybodys.headers.get('vary')).to.match(/\bAuthorization\b/);
    const refused = await running.api.get('/v1/users/me');
    expect(refused.headers.get('cache-control')).to.equal('no-store');
  });
});

const origin = 'https://library.example';
const preflight = {
  Origin: origin,
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'authorization, content-type',
};

describe('CORS in development', () => {
  it('is open to the pages of this machine, on every port', async () => {
    const { url, stop } = await startFixtureApi({ corsOrigins: new DevelopmentConfig().corsOrigins });
    const api = apiClient(url, []);
    for (const local of [
      'http://localhost:5173',
      'http://127.0.0.1:8080',
      'http://[::1]:4200',
      'http://localhost',
      'https://localhost:5173',
      'https://127.0.0.1:8443',
      'https://[::1]',
    ]) {
      const headers = { ...preflight, Origin: local };
      const asked = await api.send('OPTIONS', '/v1/lamps', { headers });
      expect(said(asked)).to.deep.equal({ status: 204, body: '' });
      expect(asked.headers.get('access-control-allow-headers')).to.equal('authorization, content-type');
      const answer = await api.get('/v1/lamps', { headers: { Origin: local } });
      for (const each of [asked, answer])
        expect(each.headers.get('access-control-allow-origin')).to.equal(local);
      expect(answer.headers.get('access-control-expose-headers')).to.match(/ETag.*X-Total-Count/);
      expect(answer.headers.get('access-control-allow-credentials')).to.equal(null);
    }
    const others = [
      'http://localhost.evil.example:5173',
      'http://10.0.0.1:5173',
      'https://localhost.evil.example',
      'https://evil.example/https://localhost:5173',
      'ftp://localhost:5173',
      'null',
    ];
    for (const other of [...others, 'http://localhost:5173.evil.example']) {
      const { headers } = await api.get('/v1/lamps', { headers: { Origin: other } });
      expect(namesLike(headers, 'access-control'), other).to.deep.equal([]);
    }
    await stop();
  });
});

describe('CORS', () => {
  let running: RunningService;
  afterEach(() => running.stop());

  it('is off by default', async () => {
    running = await startService({ content: 'migrated' });
    const answer = await running.api.get('/v1/books', { headers: { Origin: origin } });
    expect(said(answer)).to.deep.equal({ status: 200, body: [] });
    const asked = await running.api.send('OPTIONS', '/v1/loans', { headers: preflight });
    for (const { headers } of [answer, asked]) expect(namesLike(headers, 'access-control')).to.deep.equal([]);
  });

  it('allows a configured origin, also for errors, and exposes the headers that pages may read', async () => {
    running = await startService({ content: 'migrated', config: { corsOrigins: [origin] } });
    const paths = ['/v1/books', '/v1/users/me', '/v1/nothing', '/nothing', '/version'];
    for (const path of paths) {
      const { headers } = await running.api.get(path, { headers: { Origin: origin } });
      expect(headers.get('access-control-allow-origin')).to.equal(origin);
      expect(headers.get('access-control-expose-headers')).to.match(
        /Content-Language.*ETag.*Preference-Applied.*RateLimit.*X-Request-Id.*X-Total-Count/,
      );
      expect(headers.get('access-control-allow-credentials')).to.equal(null);
      expect(headers.get('vary')).to.match(/\bOrigin\b/);
    }
  });

  it('answers the preflight request that a browser sends before a token', async () => {
    running = await startService({ content: 'migrated', config: { corsOrigins: [origin] } });
    const answer = await running.api.send('OPTIONS', '/v1/loans', { headers: preflight });
    expect(said(answer)).to.deep.equal({ status: 204, body: '' });
    expect(answer.headers.get('access-control-allow-origin')).to.equal(origin);
    expect(answer.headers.get('access-control-allow-methods')).to.equal('GET,HEAD,POST,PUT,PATCH,DELETE');
    expect(answer.headers.get('access-control-allow-headers')).to.equal('authorization, content-type');
    expect(answer.headers.get('access-control-max-age')).to.equal('7200');
  });

  it('stays off for all other origins', async () => {
    running = await startService({ content: 'migrated', config: { corsOrigins: [origin] } });
    const others = [
      'http://library.example',
      'https://library.example.evil.example',
      'https://evil.example',
      'null',
    ];
    for (const other of others) {
      const { headers } = await running.api.get('/v1/books', { headers: { Origin: other } });
      expect(namesLike(headers, 'access-control')).to.deep.equal([]);
      expect(headers.get('vary')).to.match(/\bOrigin\b/);
    }
  });
});

function namesLike(headers: Headers, start: string): string[] {
  return [...headers.keys()].filter((name) => name.startsWith(start));
}
