import { expect } from 'chai';
import type { Guide } from '../../../src/interface/documentation/discovery/guide.js';
import { html } from '../../../src/interface/documentation/discovery/html.js';
import { assets } from '../../../src/interface/documentation/viewer/documentation-assets.js';
import { refusalsOf } from '../../../src/interface/kernel/declaration/declared-refusals.js';
import { HandClock } from '../../support/clock.js';
import * as lamps from '../../support/fixture-api/lamps.js';
import { mounted, startFixtureApi } from '../../support/fixture-api/start.js';

const versions = [mounted(lamps.version, lamps.routes), mounted(lamps.second.version, lamps.second.routes)];

/** The pages of operations that need a token link to it. */
const signIn: Guide = {
  id: 'sign-in-and-refresh',
  title: 'Sign-in',
  content: html`<p>Ask a lamplighter.</p>`,
};

describe('The pages outside of all versions', () => {
  let api: Awaited<ReturnType<typeof startFixtureApi>>;
  let clock: HandClock;

  beforeEach(async () => {
    clock = new HandClock();
    api = await startFixtureApi({ versions, guides: [...lamps.guides, signIn], clock });
  });

  afterEach(() => api.stop());

  async function ask(path: string, accept = '*/*', method = 'GET') {
    const response = await fetch(api.url + path, { method, headers: { Accept: accept } });
    const { status, headers } = response;
    return { status, headers, text: await response.text(), type: headers.get('content-type') };
  }

  /** All addresses of this server that a page links to. */
  const linksIn = (text: string) =>
    [...text.matchAll(/(?:href|src)="(\/[^"#]*)"/g)].map(([, path]) => path ?? '');

  it('list the versions and their status for programs', async () => {
    const { text, type } = await ask('/versions');
    expect(type).to.equal('application/json; charset=utf-8');
    const [first, second] = (JSON.parse(text) as { versions: Record<string, unknown>[] }).versions;
    expect(first).to.deep.include({
      version: 'v1',
      state: 'active',
      deprecated: null,
      sunset: null,
      baseline: '1.0',
      newest: '1.2',
      openapi: '/v1/openapi.json',
      docs: '/v1/docs',
      changelog: '/docs/changelog/v1',
    });
    expect(first?.['minors']).to.deep.equal([
      { minor: '1.0', changes: [], openapi: '/v1/openapi/1.0.json', docs: '/v1/docs?minor=1.0' },
      {
        minor: '1.1',
        changes: ['A lamp has the field `watts`.'],
        openapi: '/v1/openapi/1.1.json',
        docs: '/v1/docs?minor=1.1',
      },
      {
        minor: '1.2',
        changes: ['The label of a lamp is called its name.'],
        openapi: '/v1/openapi/1.2.json',
        docs: '/v1/docs?minor=1.2',
      },
    ]);
    expect(second).to.deep.include({ version: 'v2', newest: '2.0', deprecations: [] });
  });

  it('list the deprecated parts, with their status as time passes', async () => {
    const states = async () => {
      const {
        versions: [first],
      } = JSON.parse((await ask('/versions')).text);
      return first.deprecations.map((each: { state: string }) => each.state);
    };
    const {
      versions: [first],
    } = JSON.parse((await ask('/versions')).text);
    const { brownouts, ...deprecation } = first.deprecations[1];
    expect(brownouts).to.have.lengthOf(5);
    expect(deprecation).to.deep.equal({
      operationId: 'showBurning',
      method: 'GET',
      path: '/v1/lamps/{id}/burning',
      part: null,
      id: 'lamps-burning',
      state: 'deprecated',
      deprecated: '2026-12-01',
      sunset: '2027-12-01',
      successor: { operationId: 'getBestTool', href: '/v2/tools/best' },
      guide: '/docs/guides/lamps-burning',
    });
    expect(first.deprecations[0]).to.deep.include({
      part: { in: 'query', name: 'colour' },
      operationId: 'listLamps',
    });
    expect(await states()).to.deep.equal(['announced', 'deprecated']);
    clock.advance({ days: 400 });
    expect(await states()).to.deep.equal(['deprecated', 'gone']);
  });

  it('include the API catalogue of RFC 9727 at its well-known address', async () => {
    const { text, type, headers } = await ask('/.well-known/api-catalog');
    expect(type).to.equal('application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"');
    expect(headers.get('link')).to.equal('</.well-known/api-catalog>; rel="api-catalog"');
    const { linkset } = JSON.parse(text);
    expect(linkset[0].item).to.deep.equal([{ href: '/v1' }, { href: '/v2' }]);
    expect(linkset[1]).to.deep.include({ anchor: '/v1' });
    for (const { href } of [...linkset[1]['service-desc'], ...linkset[1]['service-doc']]) {
      expect((await ask(href)).status, href).to.equal(200);
    }
    const head = await ask('/.well-known/api-catalog', '*/*', 'HEAD');
    expect(head).to.include({ status: 200, text: '', type });
    expect(head.headers.get('link')).to.include('rel="api-catalog"');
  });

  it('include a front page as HTML, and as JSON for clients that ask for it', async () => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const page = await ask('/', browser);
    expect(page.type).to.equal('text/html; charset=utf-8');
    expect(page.headers.get('vary')).to.include('Accept');
    expect(page.text).to.include('Lamps v1').and.include('2027-12-01').and.include('/v2/tools/best');
    expect((await ask('/')).text).to.equal(page.text);
    expect((await ask('/', 'application/json')).text).to.equal((await ask('/versions')).text);
    expect((await ask('/', 'image/png')).status).to.equal(406);
  });

  it('have no link to a missing page', async () => {
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { status, text, type } = await ask(path.replaceAll('&#38;', '&'));
      expect(status, path).to.equal(200);
      if (type?.startsWith('text/html') && !/^\/v\d/.test(path)) waiting.push(...linksIn(text));
    }
    expect([...seen]).to.include.members([
      '/docs/guides/lamps-colour',
      '/docs/changelog/v1',
      '/docs/problems',
    ]);
  });

  it('include the changelog that the change modules produce', async () => {
    const { text } = await ask('/docs/changelog/v1');
    const order = ['id="1.2"', 'called its name', 'id="1.1"', 'has the field <code>watts</code>', 'id="1.0"'];
    const places = order.map((part) => text.indexOf(part));
    expect(places)
      .to.deep.equal(places.toSorted((a, b) => a - b))
      .and.not.include(-1);
    expect(text).to.include('Clients can choose a &#60;bulb&#62;.').and.not.include('<bulb>');
    expect(text).to.include('&#34;label&#34;: &#34;Lamp&#34;');
  });

  it('explain every error code that can occur, and no other', async () => {
    const codes = versions.flatMap(({ version, routes }) =>
      routes.flatMap((route) => refusalsOf(version, route).map(({ code }) => code)),
    );
    const anywhere = [
      'request.not_found',
      'request.method_not_allowed',
      'request.internal',
      'request.timeout',
    ];
    for (const code of new Set([...codes, ...anywhere])) {
      const { status, text } = await ask(`/docs/problems/${code}`);
      expect(status, code).to.equal(200);
      expect(text, code).to.include(`<h1>${code}</h1>`).and.include('What to do');
    }
    expect((await ask('/docs/problems/lamps.not_found')).text)
      .to.include('404 Not Found')
      .and.include('<code>getLamp</code>')
      .and.include('href="/v1/docs?minor=1.2#/lamps/getLamp"');
    for (const unknown of ['lamps.unknown', '__proto__', 'constructor', '..%2f']) {
      expect((await ask(`/docs/problems/${unknown}`)).status, unknown).to.equal(404);
    }
    expect((await ask('/docs/problems/')).text).to.equal((await ask('/docs/problems')).text);
  });

  it('say of a guide when it was updated', async () => {
    for (const path of ['/docs/guides', '/docs/guides/lamps-burning'])
      expect((await ask(path)).text, path).to.include('<time datetime="2026-11-01">2026-11-01</time>');
  });

  it('load nothing from elsewhere and allow nothing more', async () => {
    for (const path of [
      '/',
      '/docs',
      '/docs/search?q=lamp',
      '/docs/operations/v1/getLamp',
      '/docs/problems',
      '/docs/guides/lamps-burning',
      '/docs/changelog/v1',
    ]) {
      const { headers, text } = await ask(path);
      expect(headers.get('content-security-policy'), path).to.equal(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      expect(text, path).to.not.match(/<script|<style| style=| on[a-z]+=|(?:src|href|action)="https?:/);
    }
  });

  it('may be cached while unchanged, and the stylesheet for ever', async () => {
    const { headers, text } = await ask('/');
    const known = await fetch(`${api.url}/`, { headers: { 'If-None-Match': headers.get('etag') ?? '' } });
    expect(known.status).to.equal(304);
    const style = linksIn(text).find((path) => path.endsWith('.css')) ?? '';
    expect((await ask(style)).headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
  });

  it('are read-only, and outside of all limits', async () => {
    const refused = await ask('/versions', '*/*', 'DELETE');
    expect(refused.status).to.equal(405);
    expect(refused.headers.get('allow')).to.equal('GET, HEAD, OPTIONS');
    expect((await ask('/versions', '*/*', 'OPTIONS')).status).to.equal(204);
    expect((await ask('/')).headers.has('ratelimit')).to.equal(false);
  });

  it('do not affect the files of the documentation page', async () => {
    expect((await ask(`${assets.path}/swagger-ui.min.css`)).status).to.equal(200);
    expect((await ask(`${assets.path}/pages.css`)).status).to.equal(404);
  });
});
