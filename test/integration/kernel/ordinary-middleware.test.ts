import cors from '@koa/cors';
import { expect } from 'chai';
import Koa, { type Middleware } from 'koa';
import compress from 'koa-compress';
import conditional from 'koa-conditional-get';
import helmet from 'koa-helmet';
import mount from 'koa-mount';
import { Readable } from 'node:stream';
import { createConfig } from '../../../config/index.js';
import { bootstrap, type Service } from '../../../src/composition/start/bootstrap.js';
import { listen, type Listening } from '../../../src/interface/kernel/app/http-server.js';
import { freshDatabase } from '../../support/postgres.js';

const catalogue = '/v1/books?per_page=100';

/** A middleware that answers one path and passes on all others. */
function at(path: string, answer: Middleware): Middleware {
  return (ctx, next) => (ctx.path === path ? answer(ctx, next) : next());
}

describe('The application', () => {
  let service: Service;
  let server: Listening | undefined;
  let url: string;

  beforeEach(async () => {
    service = await bootstrap(createConfig('test', { databaseUrl: await freshDatabase('seeded') }));
  });
  afterEach(async () => {
    await server?.close(0);
    await service.close();
  });

  /** Middlewares added to the application get the requests that it does not answer itself. */
  async function add(...middlewares: Middleware[]): Promise<void> {
    for (const middleware of middlewares) service.app.use(middleware);
    await serve(service.app);
  }

  /** Another Koa application, with middlewares around the whole of ours. */
  async function surround(...middlewares: Middleware[]): Promise<void> {
    const outer = new Koa();
    for (const middleware of middlewares) outer.use(middleware);
    await serve(outer.use(mount(service.app)));
  }

  async function serve(app: Koa): Promise<void> {
    server = await listen(app, '127.0.0.1', 0);
    url = `http://127.0.0.1:${server.port}`;
    // The application answers its own routes, whatever is added.
    const plain = { headers: { 'Accept-Encoding': 'identity' } };
    expect((await fetch(`${url}/v1/books`, plain)).status).to.equal(200);
  }

  it('sends an object as JSON', async () => {
    await add(at('/object', (ctx) => void (ctx.body = { of: 'koa' })));
    const answer = await fetch(`${url}/object`);
    expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    expect(answer.headers.get('content-length')).to.equal('12');
    expect(await answer.json()).to.deep.equal({ of: 'koa' });
  });

  it('sends a stream to its end', async () => {
    await add(at('/stream', (ctx) => void (ctx.body = Readable.from(['one ', 'two ', 'three']))));
    const answer = await fetch(`${url}/stream`);
    expect(answer.headers.get('content-type')).to.equal('application/octet-stream');
    expect(await answer.text()).to.equal('one two three');
  });

  it('sends a Blob with its type and its length', async () => {
    await add(at('/blob', (ctx) => void (ctx.body = new Blob(['<p>'], { type: 'text/html' }))));
    const answer = await fetch(`${url}/blob`);
    expect(answer.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(answer.headers.get('content-length')).to.equal('3');
    expect(await answer.text()).to.equal('<p>');
  });

  it('answers null as 204 without a body', async () => {
    await add(at('/null', (ctx) => void (ctx.body = null)));
    const answer = await fetch(`${url}/null`);
    expect(answer.status).to.equal(204);
    expect(answer.headers.get('content-type')).to.equal(null);
    expect(await answer.text()).to.equal('');
  });

  it('answers 404 for a middleware that answers nothing', async () => {
    let isCalled = false;
    await add(at('/silent', () => void (isCalled = true)));
    expect((await fetch(`${url}/silent`)).status).to.equal(404);
    expect(isCalled).to.equal(true);
  });

  it('answers ctx.throw with its status, its headers and its message', async () => {
    const headers = { 'Retry-After': '7' };
    await add(at('/throw', (ctx) => ctx.throw(423, 'The shelf is locked.', { headers })));
    const answer = await fetch(`${url}/throw`);
    expect(answer.status).to.equal(423);
    expect(answer.headers.get('retry-after')).to.equal('7');
    expect(await answer.json()).to.include({ message: 'The shelf is locked.' });
  });

  it('hides the message and status of ctx.throw when it is not exposed', async () => {
    await add(at('/throw', (ctx) => ctx.throw(502, 'The password of the printer is 123.')));
    const answer = await fetch(`${url}/throw`);
    expect(answer.status).to.equal(502);
    expect(await answer.text()).to.not.include('123');
  });

  it('computes ctx.fresh for a client that has the answer', async () => {
    await add(
      at('/fresh', (ctx) => {
        ctx.status = 200;
        ctx.set('ETag', '"one"');
        ctx.body = String(ctx.fresh);
      }),
    );
    const ask = async (tag: string) =>
      (
        await fetch(`${url}/fresh`, { headers: { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' } })
      ).text();
    expect(await ask('"one"')).to.equal('true');
    expect(await ask('"two"')).to.equal('false');
  });

  it('finds a response header in any case', async () => {
    await add(
      at('/case', (ctx) => {
        ctx.set('X-Shelf', 'A7');
        ctx.body = [ctx.response.get('x-shelf'), ctx.response.get('X-SHELF')];
      }),
    );
    expect(await (await fetch(`${url}/case`)).json()).to.deep.equal(['A7', 'A7']);
  });

  it('sends one content type, the one that was set, whatever the case of its name', async () => {
    await add(
      at('/type', (ctx) => {
        ctx.set('content-type', 'text/csv');
        ctx.body = 'a,b';
      }),
    );
    expect((await fetch(`${url}/type`)).headers.get('content-type')).to.equal('text/csv');
  });

  it('supports koa-compress for its answers', async () => {
    await surround(compress({ threshold: 100 }));
    const answer = await fetch(url + catalogue, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).to.equal('gzip');
    expect(answer.headers.get('vary')).to.match(/Accept-Encoding/);
    expect(await answer.json()).to.have.length(100);
  });

  it('supports koa-conditional-get for added middlewares', async () => {
    const tagged = at('/tagged', (ctx) => {
      ctx.set('ETag', '"one"');
      ctx.body = 'The text of the shelf.';
    });
    await add(conditional(), tagged);
    const headers = { 'If-None-Match': '"one"', 'Cache-Control': 'max-age=0' };
    const answer = await fetch(`${url}/tagged`, { headers });
    expect(answer.status).to.equal(304);
    expect(await answer.text()).to.equal('');
  });

  it('supports koa-mount of another application below a path', async () => {
    const other = new Koa().use((ctx) => void (ctx.body = `other: ${ctx.path}`));
    await add(mount('/other', other));
    expect(await (await fetch(`${url}/other/shelf`)).text()).to.equal('other: /shelf');
  });

  it('supports @koa/cors for added middlewares and one origin', async () => {
    const page = at('/page', (ctx) => void (ctx.body = 'page'));
    await add(cors({ origin: 'https://page.example' }), page);
    const answer = await fetch(`${url}/page`, { headers: { Origin: 'https://page.example' } });
    expect(answer.headers.get('access-control-allow-origin')).to.equal('https://page.example');
  });

  it('supports koa-helmet with another policy for added middlewares', async () => {
    const policy = { contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'self'"] } } };
    await add(
      helmet(policy),
      at('/page', (ctx) => void (ctx.body = 'page')),
    );
    const answer = await fetch(`${url}/page`);
    expect(answer.headers.get('content-security-policy')).to.equal("default-src 'self'");
  });

  it('exposes the status, headers and body of its answers to an outer middleware', async () => {
    const seen: unknown[] = [];
    const look: Middleware = async (ctx, next) => {
      await next();
      seen.push([ctx.status, ctx.response.get('etag') !== '', ctx.type, typeof ctx.body]);
    };
    await surround(look);
    expect(seen).to.deep.equal([[200, true, 'application/json', 'string']]);
  });
});
