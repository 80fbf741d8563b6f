import { expect } from 'chai';
import {
  methodNotAllowed,
  noSuchPath,
  notAcceptable,
} from '../../../src/interface/kernel/errors/refusals.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const notFound = refusal(404, noSuchPath);
const otherMethod = refusal(405, methodNotAllowed);

describe('An unknown path or method', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({ content: 'migrated' });
  });
  after(() => running.stop());

  for (const path of ['/v1/nothing', '/v1/books//', '/v1/BOOKS', '/v1/users/1/loans', '/v1/%', '/v1/%ff']) {
    it(`is answered with 404 in the shape of the version: ${path}`, async () => {
      const answer = await running.api.get(path);
      expect(said(answer)).to.deep.equal(notFound);
      expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
      expect(answer.headers.get('api-version')).to.equal('1.0');
      expect(answer.headers.get('vary')).to.include('API-Version');
    });
  }

  for (const path of [
    '/nothing',
    '/docs/nothing',
    '/docs/problems/nothing',
    '/v0/books',
    '/v999/books',
    '/v10/books',
    '/V1/books',
    '//v1/books',
    '/%',
    '/health/x',
    '/.env',
  ]) {
    it(`is answered with 404 in the same shape outside of all versions: ${path}`, async () => {
      const answer = await running.api.get(path);
      expect(said(answer)).to.deep.equal(notFound);
      expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
      expect(answer.headers.get('api-version')).to.equal(null);
    });
  }

  const allowed: readonly [method: string, path: string, allow: readonly string[]][] = [
    ['PATCH', '/v1/books', ['GET', 'HEAD', 'OPTIONS', 'POST']],
    ['DELETE', '/v1/books', ['GET', 'HEAD', 'OPTIONS', 'POST']],
    ['POST', '/v1/books/1', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']],
    ['POST', '/v1/users/me', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']],
    ['GET', '/v1/users/login', ['OPTIONS', 'POST']],
    ['HEAD', '/v1/users/register', ['OPTIONS', 'POST']],
    ['PUT', '/v1/books/search', ['GET', 'HEAD', 'OPTIONS']],
    ['DELETE', '/v1/books/popular', ['GET', 'HEAD', 'OPTIONS']],
    ['GET', '/v1/loans/1/return', ['OPTIONS', 'POST']],
    ['PUT', '/v1/openapi.json', ['GET', 'HEAD', 'OPTIONS']],
    ['POST', '/health/live', ['GET', 'HEAD', 'OPTIONS']],
    ['PROPFIND', '/version', ['GET', 'HEAD', 'OPTIONS']],
  ];
  for (const [method, path, allow] of allowed) {
    it(`is answered with 405 and the allowed methods: ${method} ${path}`, async () => {
      const answer = await running.api.send(method, path);
      expect(answer.headers.get('allow')?.split(', ').toSorted()).to.deep.equal(allow);
      const expected = method === 'HEAD' ? { status: 405, body: '' } : otherMethod;
      expect(said(answer)).to.deep.equal(expected);
    });
  }

  it('is reported by OPTIONS: the methods of a known path, and 404 for an unknown one', async () => {
    const answer = await running.api.send('OPTIONS', '/v1/users/me');
    expect(said(answer)).to.deep.equal({ status: 204, body: '' });
    const allow = answer.headers.get('allow')?.split(', ').toSorted();
    expect(allow).to.deep.equal(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']);
    expect(said(await running.api.send('OPTIONS', '/v1/nothing'))).to.deep.equal(notFound);
    expect(said(await running.api.send('OPTIONS', '/health'))).to.deep.equal({ status: 204, body: '' });
  });

  it('is refused before a token is required', async () => {
    expect(said(await running.api.send('PATCH', '/v1/users/me'))).to.deep.equal(otherMethod);
    expect(said(await running.api.get('/v1/users/me/nothing'))).to.deep.equal(notFound);
  });
});

describe('A known path', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({ content: 'migrated' });
  });
  after(() => running.stop());

  it('may end with one slash', async () => {
    for (const path of [
      '/v1/books',
      '/v1/books/search',
      '/v1/books/popular',
      '/v1/openapi.json',
      '/health/live',
    ]) {
      const query = path.endsWith('search') ? '?q=x' : '';
      const plain = await running.api.get(path + query);
      expect(said(await running.api.get(`${path}/${query}`))).to.deep.equal(said(plain));
      expect(plain.status).to.equal(200);
    }
    const answer = await running.api.post('/v1/users/login/', { json: {} });
    expect(answer.status).to.equal(400);
    expect(answer.body.code).to.equal('request.validation_failed');
  });

  it('answers HEAD as it answers GET, without the body', async () => {
    for (const path of ['/v1/books', '/v1/openapi.json', '/health/live', '/version', '/v1/users/me']) {
      const get = await running.api.get(path);
      const head = await running.api.send('HEAD', path);
      expect(said(head)).to.deep.equal({ status: get.status, body: '' });
      for (const name of ['content-type', 'etag', 'api-version', 'x-total-count', 'link']) {
        expect(head.headers.get(name)).to.equal(get.headers.get(name));
      }
    }
  });

  for (const accept of ['text/html', 'application/xml', 'text/*', 'application/json;q=0']) {
    it(`is answered with 406 for a client that accepts ${accept} only`, async () => {
      const answer = await running.api.get('/v1/books', { headers: { Accept: accept } });
      expect(said(answer)).to.deep.equal(refusal(406, notAcceptable));
      expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    });
  }

  for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.1', 'application/json']) {
    it(`is answered with JSON for a client that accepts ${accept}`, async () => {
      const answer = await running.api.get('/v1/books', { headers: { Accept: accept } });
      expect(said(answer)).to.deep.equal({ status: 200, body: [] });
    });
  }
});
