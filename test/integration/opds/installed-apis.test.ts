import { Router } from '@koa/router';
import { expect } from 'chai';
import express from 'express';
import Koa, { type Middleware } from 'koa';
import { koaBody } from 'koa-body';
import { OtherApis } from '../../../src/composition/start/installed.js';
import type { Installable } from '../../../src/interface/kernel/installed/installed-api.js';
import { startService, type RunningService } from '../../support/service.js';
import { talk } from '../../support/wire.js';

const origin = 'https://reader.example';
const failing = () => {
  throw new Error('a secret of the shelves');
};

/** An application of somebody else, as people write them with Express. */
function expressShelves(): Installable {
  const app = express();
  app.disable('x-powered-by');
  app.get('/shelves/:id', (request, response) => {
    response.json({ id: request.params.id, base: request.baseUrl, query: request.query });
  });
  app.post('/shelves', express.json(), (request, response) => void response.status(201).json(request.body));
  app.get('/taken', (_request, response) => void response.status(404).send('no such shelf'));
  app.get('/failing', failing);
  return app;
}

/** The same with Koa. */
function koaShelves(): Installable {
  const router = new Router();
  router.get('/shelves/:id', (ctx) => {
    ctx.body = { id: ctx.params['id'], base: ctx['mountPath'] as unknown, query: ctx.query };
  });
  router.post('/shelves', koaBody(), (ctx) => {
    ctx.status = 201;
    ctx.body = ctx.request.body as object;
  });
  router.get('/taken', (ctx) => {
    ctx.status = 404;
    ctx.body = 'no such shelf';
  });
  router.get('/failing', failing);
  return new Koa().use(router.routes() as Middleware);
}

const kinds = { Express: expressShelves, Koa: koaShelves };

for (const [kind, create] of Object.entries(kinds)) {
  describe(`An application of ${kind} that exports no router, mounted below a path`, () => {
    let running: RunningService;

    before(async () => {
      const link = { path: '/legacy', title: 'Shelves', text: 'of somebody else.' };
      running = await startService({
        content: 'migrated',
        config: { corsOrigins: [origin], limitAnonymous: { points: 20, seconds: 60 } },
        overrides: [
          (container) => {
            container.registerInstance<OtherApis>(OtherApis, [
              { path: '/legacy', link, createApi: () => create() },
            ]);
          },
        ],
      });
    });
    after(() => running.stop());

    const ask = (path: string, init: RequestInit = {}) => fetch(running.url + path, init);

    it('answers with the rest of the path, and knows what is above it', async () => {
      const answer = await ask('/legacy/shelves/a%20b?of=novels');
      expect(await answer.json()).to.deep.equal({ id: 'a b', base: '/legacy', query: { of: 'novels' } });
    });

    it('reads the body, which nobody has read before', async () => {
      const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
      const answer = await ask('/legacy/shelves', { ...json, body: '{"name":"N4"}' });
      expect([answer.status, await answer.json()]).to.deep.equal([201, { name: 'N4' }]);
    });

    it('has our headers, CORS and limit', async () => {
      const { headers } = await ask('/legacy/shelves/1', { headers: { Origin: origin } });
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('content-security-policy')).to.include("frame-ancestors 'none'");
      expect(headers.get('access-control-allow-origin')).to.equal(origin);
      expect(headers.get('ratelimit-policy')).to.equal('"anonymous";q=20;w=60');
      expect(headers.has('x-request-id')).to.equal(true);
      expect(headers.has('x-powered-by')).to.equal(false);
    });

    it('keeps an answer of its own, also with 404', async () => {
      const answer = await ask('/legacy/taken');
      expect([answer.status, await answer.text()]).to.deep.equal([404, 'no such shelf']);
    });

    it('leaves to us what it does not answer, and its errors, which tell nothing', async () => {
      const missing = await ask('/legacy/nothing');
      expect([missing.status, ((await missing.json()) as { code: string }).code]).to.deep.equal([
        404,
        'request.not_found',
      ]);
      const failed = await ask('/legacy/failing');
      const text = await failed.text();
      expect([failed.status, text]).to.deep.equal([
        500,
        '{"message":"Something went wrong on our side.","code":"request.internal"}',
      ]);
    });

    it('answers a request with the whole address in its first line, as clients of proxies send it', async () => {
      const head = `GET ${running.url}/legacy/shelves/7?of=x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
      const answer = await talk(running.url, Buffer.from(head));
      expect(answer).to.include('{"id":"7","base":"/legacy","query":{"of":"x"}}');
    });

    it('has nothing to do with other paths', async () => {
      for (const path of ['/legacyx', '/v1/books', '/opds'])
        expect(await (await ask(path)).text(), path).to.not.include('"base"');
      expect((await ask('/v1/books')).status).to.equal(200);
    });

    it('is refused when the limit is used up', async () => {
      let status = 200;
      for (let tries = 0; tries < 21 && status !== 429; tries += 1) ({ status } = await ask('/legacy/taken'));
      const refused = await ask('/legacy/shelves/1');
      expect(refused.status).to.equal(429);
      expect(((await refused.json()) as { code: string }).code).to.equal('request.limit_exceeded');
    });

    it('closes its connections while the process stops', async () => {
      running.service.drain();
      const answer = await ask('/legacy/shelves/1');
      expect(answer.headers.get('connection')).to.equal('close');
    });
  });
}
