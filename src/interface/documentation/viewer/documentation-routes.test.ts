import { expect } from 'chai';
import type { Context, Middleware } from 'koa';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import type { RouteGroup } from '../../kernel/declaration/route.js';
import { documentationRoutes } from './documentation-routes.js';

interface Document {
  readonly info: { readonly version: string };
  readonly paths: object;
}

/** The document in an answer. */
function documentIn({ body }: { readonly body: unknown }): Document {
  return JSON.parse(body as string) as Document;
}

describe('The documentation routes of a version', () => {
  const group: RouteGroup = { routes: () => documentationRoutes(lamps.version, lamps.routes) };

  it('are public, and stay after the sunset of the version', () => {
    const all = group.routes();
    expect(all.map(({ audience }) => audience)).to.deep.equal(Array(3).fill('anonymous'));
    expect(all.map(({ outlivesMajor }) => outlivesMajor)).to.deep.equal(Array(3).fill(true));
  });

  describe('getOpenApiDocument', () => {
    for (const minor of ['1.0', '1.2']) {
      it(`answers the document of the requested minor: ${minor}`, async () => {
        const reply = await call(group, 'getOpenApiDocument', { minor });
        expect([reply.status, reply.headers]).to.deep.equal([200, {}]);
        expect(documentIn(reply).info.version).to.equal(minor);
      });
    }

    it('answers a document that contains these routes too', async () => {
      const { paths } = documentIn(await call(group, 'getOpenApiDocument', { minor: '1.0' }));
      expect(paths).to.include.keys('/v1/openapi.json', '/v1/openapi/{minor}.json', '/v1/docs');
    });

    it('lets the process do something else between any two operations while it is made', async () => {
      let [turns, isMade] = [0, false];
      const takeTurn = (): unknown => (turns++, isMade || setImmediate(takeTurn));
      setImmediate(takeTurn);
      await call(group, 'getOpenApiDocument', { minor: '1.0' });
      isMade = true;
      expect(turns).to.be.at.least(lamps.routes.length);
    });
  });

  describe('getOpenApiDocumentOfMinor', () => {
    it('answers the document of the minor in the path, whatever the minor of the request', async () => {
      const reply = await call(group, 'getOpenApiDocumentOfMinor', { path: { minor: '1.1' }, minor: '1.0' });
      expect(documentIn(reply).info.version).to.equal('1.1');
    });

    it('may be cached for ever by everybody', async () => {
      const { status, headers } = await call(group, 'getOpenApiDocumentOfMinor', { path: { minor: '1.1' } });
      expect(status).to.equal(200);
      expect(headers).to.deep.equal({ 'Cache-Control': 'public, max-age=31536000, immutable' });
    });

    for (const minor of ['1.9', '2.0', '']) {
      it(`refuses the minor "${minor}", which the version does not have`, async () => {
        const parts = { path: { minor } };
        expect(await codesOf(() => call(group, 'getOpenApiDocumentOfMinor', parts))).to.deep.equal([
          'request.not_found',
        ]);
      });
    }
  });

  describe('showDocumentation', () => {
    /** The values that a page sets in the context of Koa. */
    const pageFor = async (query: Record<string, string>) => {
      const { status, body } = await call(group, 'showDocumentation', { query });
      const headers: Record<string, string> = {};
      const ctx = { body: '', set: (name: string, value: string) => void (headers[name] = value) };
      await (body as Middleware)(ctx as unknown as Context, async () => undefined);
      return { status, headers, html: ctx.body };
    };

    it('answers a page that loads nothing from elsewhere', async () => {
      const { status, headers, html } = await pageFor({});
      expect(status).to.equal(200);
      expect(headers['Content-Security-Policy']).to.include("default-src 'none'");
      expect(html).to.include('/v1/openapi.json');
    });

    it('answers a page about the requested minor', async () => {
      const { html } = await pageFor({ minor: '1.1' });
      expect(html).to.include('/v1/openapi/1.1.json').and.include('<title>Lamps v1 (1.1)</title>');
    });

    it('refuses an unknown minor', async () => {
      const parts = { query: { minor: '1.9' } };
      expect(await codesOf(() => call(group, 'showDocumentation', parts))).to.deep.equal([
        'request.version_unknown',
      ]);
    });
  });
});
