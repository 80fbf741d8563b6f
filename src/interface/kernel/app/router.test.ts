import { once } from 'node:events';
import { expect } from 'chai';
import { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
import type { AddressInfo } from 'node:net';
import { FakeLimiter } from '../../../application/kernel/request/limiter.fake.js';
import { nothingDecided } from '../../../application/kernel/request/lifecycle-states.js';
import { unobserved } from '../../../application/kernel/request/request-observer.js';
import { primaryOnly } from '../../../application/kernel/request/read-routing.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Sentences } from '../errors/sentences.js';
import type { Kernel } from '../pipeline/exchange.js';
import { RateLimits } from '../limits/rate-limits.js';
import { SignInLimit } from '../limits/sign-in-limit.js';
import { RequestLimits } from '../limits/request-limits.js';
import { ok } from '../declaration/reply.js';
import type { Method, Route } from '../declaration/route.js';
import { decodeRouterPath, routeVersion } from './router.js';
import type { ApiVersion } from '../declaration/version.js';

const often = { points: 1_000, seconds: 60 };
const limits = {
  anonymous: often,
  signedIn: often,
  signIn: often,
  signInAddress: often,
  mail: often,
  signInAccount: often,
};
const rates = new RateLimits(new FakeLimiter());
const noAccounts = {
  find: () => Promise.reject(new Error('not asked')),
  remember: () => Promise.reject(new Error('not asked')),
};

/** A kernel that admits every caller. */
const kernel: Kernel = {
  callers: { identify: () => Promise.resolve(undefined) },
  limits: new RequestLimits(rates, limits),
  signInLimit: new SignInLimit(rates, noAccounts, limits),
  cache: {
    remember: async (_key, _rule, compute) => ({ value: await compute(), hit: false }),
    drop: () => Promise.resolve(),
  },
  scope: { run: (_facts, work) => work(), facts: () => undefined },
  clock: { now: () => new Date() },
  idempotency: { once: async (_request, job) => ({ answer: (await job()).answer, replayed: false }) },
  reads: primaryOnly,
  lifecycles: nothingDecided,
  observer: unobserved,
  sentences: new Sentences({ de: [] }),
  workload: {
    run: (_request, work) => work(),
    pauseDeadline: (work) => work(),
    withoutSlot: (work) => work(),
    isFull: () => false,
  },
};

const version: ApiVersion = {
  major: 9,
  baseline: '9.0',
  title: '',
  description: '',
  tokens: '',
  tags: {},
  refusal: { shape: Object, mediaType: 'application/json', present: () => ({}) },
  changes: [],
  idempotency: false,
  unknownQueryIsFault: false,
};

/** A route that answers with its own declaration. */
function route(line: string): Route {
  const [method = '', path = ''] = line.split(' ');
  const declared = { operationId: line, since: '9.0', summary: line, audience: 'anonymous' } as const;
  return {
    ...declared,
    method: method as Method,
    path,
    responds: { 200: { mediaType: 'application/json', example: line } },
    handle: () => Promise.resolve(ok(JSON.stringify(line))),
  };
}

/**
 * Sends a request to a router of these routes. The answer is the route, the refusal with the allowed methods, or
 * "passed on".
 */
async function ask(routes: readonly string[], question: string): Promise<unknown> {
  const createRouter = () => new Router({ prefix: '/v9', sensitive: true, exclusive: 'specificity' });
  const { steps } = routeVersion({ version, createRouter }, routes.map(route), kernel);
  const app = new Koa().use(refusalsAsText).use(decodeRouterPath);
  for (const step of steps) app.use(step);
  app.use((ctx) => void (ctx.body = JSON.stringify('passed on')));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const [method = '', path = ''] = question.split(' ');
    const { port } = server.address() as AddressInfo;
    return await (await fetch(`http://127.0.0.1:${port}${path}`, { method })).json();
  } finally {
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  }
}

function refusalsAsText(ctx: Context, next: Koa.Next): Promise<void> {
  return next().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    ctx.body = JSON.stringify(`${error.code}: ${ctx.response.get('Allow')}`);
  });
}

describe('The router', () => {
  const shelves = ['GET /shelves/:id', 'PUT /shelves/:id', 'POST /shelves/search', 'GET /shelves/:id/books'];

  for (const routes of [shelves, shelves.toReversed()]) {
    it(`finds the most specific path, whichever was declared first: ${routes[0]}`, async () => {
      expect(await ask(routes, 'GET /v9/shelves/7')).to.equal('GET /shelves/:id');
      expect(await ask(routes, 'POST /v9/shelves/search')).to.equal('POST /shelves/search');
      expect(await ask(routes, 'GET /v9/shelves/search/books')).to.equal('GET /shelves/:id/books');
    });

    it(`does not match a literal segment as an id, whichever was declared first: ${routes[0]}`, async () => {
      const refused = 'request.method_not_allowed: POST, OPTIONS';
      expect(await ask(routes, 'GET /v9/shelves/search')).to.equal(refused);
      expect(await ask(routes, 'PUT /v9/shelves/search/')).to.equal(refused);
    });
  }

  it('lists the methods of a known path, of all routes with the same parameters', async () => {
    const refused = 'request.method_not_allowed: HEAD, GET, PUT, OPTIONS';
    expect(await ask(shelves, 'DELETE /v9/shelves/7')).to.equal(refused);
  });

  it('passes on unknown requests: other paths, other versions, other case, additional slashes', async () => {
    const others = [
      '/v9/floors',
      '/v9',
      '/v8/shelves/7',
      '/V9/shelves/7',
      '/v9/Shelves/7',
      '/v9/shelves/7//',
      '/v9//shelves/7',
      '/v90/shelves/7',
      '/v9x/shelves/7',
    ];
    for (const path of others) expect(await ask(shelves, `GET ${path}`)).to.equal('passed on');
  });

  const escaped = [
    ['/v9/%73helves/7', 'GET /shelves/:id'],
    ['/v9/shelves/%37/%62ooks', 'GET /shelves/:id/books'],
    ['/v9/shelves/%', 'GET /shelves/:id'],
    ['/v9/shelves%2F7', 'passed on'],
  ] as const;
  for (const [path, meant] of escaped) {
    it(`decodes an escaped letter, and does not treat an escaped slash as a slash: ${path}`, async () => {
      expect(await ask(shelves, `GET ${path}`)).to.equal(meant);
    });
  }
});
