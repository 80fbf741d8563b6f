import { expect } from 'chai';
import { startService, type RunningService } from '../../support/service.js';

/** What Chromium sends for a page. */
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

describe('An unknown page', () => {
  let app: RunningService;

  before(async () => {
    app = await startService({ content: 'migrated' });
  });

  after(() => app.stop());

  const ask = (path: string, accept: string, method = 'GET', headers: Record<string, string> = {}) =>
    fetch(app.url + path, { method, headers: { Accept: accept, ...headers } });

  for (const path of [
    '/nothing',
    '/docs/guides/nothing',
    '/docs/operations/v2/nothing',
    '/import/nothing',
    '/borrow',
    '/developers/nothing',
    '/opds/publications/book_nothing',
    '/v9',
    '/%',
  ]) {
    it(`is a page with ways on for a browser: ${path}`, async () => {
      const answer = await ask(path, browser);
      const text = await answer.text();
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      expect(answer.headers.get('vary')).to.include('Accept');
      expect(answer.headers.get('content-security-policy')).to.include("default-src 'none'");
      expect(text).to.include('<a href="/docs">').and.not.include(path);
      const head = await ask(path, browser, 'HEAD');
      expect([head.status, await head.text()]).to.deep.equal([404, '']);
    });
  }

  for (const path of ['/v1/nothing', '/v2/nothing', '/ops/v1/nothing', '/v2/openapi/9.9.json']) {
    it(`is a page below a version for what a browser shows, and for nothing else: ${path}`, async () => {
      const shown = await ask(path, browser, 'GET', { 'Sec-Fetch-Dest': 'document' });
      expect(shown.status).to.equal(404);
      expect(shown.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      // Java asks so when a program says nothing else.
      const java = 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2';
      for (const answer of [
        await ask(path, java),
        await ask(path, browser),
        await ask(path, browser, 'GET', { 'Sec-Fetch-Dest': 'empty' }),
        await ask(path, 'application/json', 'GET', { 'Sec-Fetch-Dest': 'document' }),
      ]) {
        expect(answer.status).to.equal(404);
        expect(answer.headers.get('content-type')).to.match(/^application\/(problem\+)?json/);
        expect(answer.headers.get('vary')).to.not.match(/Accept(,|$)|Sec-Fetch/);
      }
    });
  }

  it('is said in the language of the reader', async () => {
    const answer = await ask('/nothing', browser, 'GET', { 'Accept-Language': 'de-AT,de;q=0.9' });
    expect(await answer.text())
      .to.include('<html lang="de">')
      .and.include('<h1>Diese Seite gibt es nicht</h1>');
    expect(answer.headers.get('vary')).to.include('Accept-Language');
  });

  for (const [path, accept, method] of [
    ['/nothing', '*/*', 'GET'],
    ['/nothing', 'application/json', 'GET'],
    ['/nothing', 'text/html, application/json', 'GET'],
    ['/nothing', 'image/png', 'GET'],
    ['/v1/nothing', browser, 'GET'],
    ['/v2/nothing', browser, 'POST'],
  ] as const) {
    it(`is a refusal with a code for ${method} ${path} with Accept: ${accept.slice(0, 30)}`, async () => {
      const answer = await ask(path, accept, method);
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.match(/^application\/(problem\+)?json/);
      expect(((await answer.json()) as { code: string }).code).to.equal('request.not_found');
    });
  }

  for (const [what, status, path, method, title] of [
    ['another method', 405, '/docs', 'PUT', 'This was refused'],
    ['a form of another site', 403, '/import', 'POST', 'This was refused'],
    ['a form to nowhere', 404, '/nothing', 'POST', 'There is no such page'],
  ] as const) {
    it(`and a page for ${what} are the same for a browser`, async () => {
      const answer = await ask(path, browser, method, { Origin: 'https://evil.example' });
      const text = await answer.text();
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
        status,
        'text/html; charset=utf-8',
      ]);
      expect(text).to.include(`<h1>${title}</h1>`).and.include('<a href="/docs">');
      const program = await ask(path, '*/*', method, { Origin: 'https://evil.example' });
      expect(program.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    });
  }
});
