import { expect } from 'chai';
import { minors } from '../../../src/interface/kernel/declaration/version.js';
import { startService, type RunningService } from '../../support/service.js';

/** What Chromium sends for a page. */
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

describe('The documentation for people', () => {
  let app: RunningService;

  before(async () => {
    app = await startService();
  });

  after(() => app.stop());

  async function ask(path: string, headers: Record<string, string> = { Accept: browser }, method = 'GET') {
    const answer = await fetch(app.url + path, { method, headers, redirect: 'manual' });
    const { status } = answer;
    return { status, headers: answer.headers, text: await answer.text() };
  }

  it('begins at /docs, with guides, operations and problems', async () => {
    const { status, text, headers } = await ask('/docs');
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('text/html; charset=utf-8');
    for (const path of [
      '/docs/guides/first-steps',
      '/docs/guides/v1-to-v2',
      '/docs/operations/v1',
      '/docs/operations/v2',
      '/docs/operations/ops/v1',
      '/docs/problems',
    ])
      expect(text, path).to.include(`<a href="${path}">`);
    expect((await ask('/docs/')).text).to.equal(text);
  });

  it('shows a guide that is written in Markdown', async () => {
    const { text } = await ask('/docs/guides/paging');
    expect(text).to.include('<h1>Paging</h1>').and.include('<h2 id="follow-the-cursor">');
    expect(text).to.include('<pre tabindex="0">LIBRARY=http://localhost:3000');
    expect(text).to.not.match(/<script|<style| style=| on[a-z]+=/);
  });

  it('has the address of the service in its examples', async () => {
    const deployed = await startService({
      content: 'migrated',
      config: { publicUrl: 'https://library.example' },
    });
    try {
      for (const path of ['/docs/guides/paging', '/docs/operations/v2/listBooks']) {
        const text = await (await fetch(deployed.url + path)).text();
        expect(text, path).to.include('https://library.example').and.not.include('localhost');
      }
    } finally {
      await deployed.stop();
    }
  });

  for (const [path, place] of [
    ['/api/docs', '/docs'],
    ['/api-docs', '/docs'],
    ['/swagger', '/docs'],
    ['/docs/operations', '/docs'],
  ] as const) {
    it(`is where ${path} leads`, async () => {
      const { status, headers } = await ask(path);
      expect([status, headers.get('location')]).to.deep.equal([302, place]);
      expect(headers.get('cache-control')).to.equal('no-cache');
      const head = await ask(path, {}, 'HEAD');
      expect([head.status, head.headers.get('location'), head.text]).to.deep.equal([302, place, '']);
    });
  }

  for (const path of ['/swagger.json', '/openapi.json', '/api-docs.json']) {
    it(`has the document of the newest minor of the newest major at ${path}`, async () => {
      const newest = app.service.versions.at(-1)?.version;
      const minor = newest && minors(newest).at(-1);
      const { status, headers } = await ask(path, { Accept: 'application/json' });
      expect([status, headers.get('location')]).to.deep.equal([302, `/v2/openapi/${minor}.json`]);
      const head = await fetch(app.url + path, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-type')]).to.deep.equal([
        200,
        'application/json; charset=utf-8',
      ]);
      const document = (await (await fetch(app.url + path)).json()) as { info: { version: string } };
      expect(document.info.version).to.equal(minor);
    });
  }

  it('is cached while unchanged, read-only, and answers HEAD', async () => {
    for (const path of [
      '/docs',
      '/docs/search?q=loan',
      '/docs/guides/paging',
      '/docs/operations/v2/listBooks',
    ]) {
      const { headers } = await ask(path);
      const tag = headers.get('etag') ?? '';
      expect(headers.get('cache-control'), path).to.equal('no-cache');
      expect(headers.get('content-security-policy'), path).to.include("default-src 'none'");
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff');
      expect((await ask(path, { 'If-None-Match': tag })).status, path).to.equal(304);
      expect(await ask(path, {}, 'HEAD'), path).to.include({ status: 200, text: '' });
      const refused = await ask(path, {}, 'POST');
      expect([refused.status, refused.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, OPTIONS']);
    }
  });

  describe('has a search', () => {
    const found = async (query: string) => {
      const { status, text } = await ask(`/docs/search?${query}`);
      expect(status, query).to.equal(200);
      return text;
    };

    it('over guides, operations and problems', async () => {
      expect(await found('q=refresh+token')).to.include('href="/docs/guides/sign-in-and-refresh"');
      expect(await found('q=borrowBook')).to.include('href="/docs/operations/v1/borrowBook"');
      expect(await found('q=/v2/loans')).to.include('POST /v2/loans');
      expect(await found('q=limit_exceeded')).to.include('href="/docs/problems/request.limit_exceeded"');
    });

    it('that says when it has found nothing, and what it looks for', async () => {
      expect(await found('q=xyzzy')).to.include('Nothing has all of these words');
      expect(await found('')).to.include('The search looks for words');
      expect(await found('q=')).to.include('The search looks for words');
    });

    const hostile = [
      'q=%00',
      'q=%FF%FE',
      'q=%ED%A0%80',
      'q=%',
      'q=__proto__',
      'q=constructor',
      'q[a]=b',
      'q=a&q=b',
      'q=.*%5B(',
      'q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
      `q=${'a'.repeat(7_000)}`,
      `q=${'a+'.repeat(3_000)}`,
      'q=%F0%9F%93%9A',
    ];
    for (const query of hostile) {
      it(`that takes ${query.slice(0, 50)}`, async () => {
        const text = await found(query);
        expect(text).to.not.include('<script').and.not.include('\u0000');
        expect(text.length).to.be.lessThan(30_000);
      });
    }
  });
});
