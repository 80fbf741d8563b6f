import { randomUUID } from 'node:crypto';
import cors from '@koa/cors';
import Koa, { type Context, type Middleware, type Next } from 'koa';
import helmet from 'koa-helmet';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { Kernel } from './pipeline.js';
import { refused } from './finished.js';
import { plainly } from './plain-refusal.js';
import { internal, malformedRequest, noSuchPath } from './refusals.js';
import type { Report } from './report.js';
import { versionRouter } from './router.js';
import type { Route } from './route.js';
import type { HttpSettings } from './settings.js';
import { versionPath, type ApiVersion } from './version.js';

/** A version with all its routes, those of its documentation included. */
export interface MountedVersion {
  readonly version: ApiVersion;
  readonly routes: readonly Route[];
}

export interface AppParts {
  readonly kernel: Kernel;
  readonly versions: readonly MountedVersion[];
  readonly settings: HttpSettings;
  readonly report: Report;
  /** Unversioned pages and checks, outside of all limits. */
  readonly unversioned: readonly Middleware[];
}

/** The Koa application: what every answer has in common, then the unversioned pages, then each version. */
export function buildApp({ kernel, versions, settings, report, unversioned }: AppParts): Koa {
  const app = new Koa({ proxy: settings.trustProxy, maxIpsCount: 1 });
  const majors = versions.map(({ version }) => version);
  app.use(answerOnce(report));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
    }),
  );
  app.use(
    cors({
      origin: allowedOrigin(settings.corsOrigins),
      exposeHeaders,
      allowMethods: 'GET,HEAD,POST,PUT,PATCH,DELETE',
    }),
  );
  app.use(refusalsAsAnswers(majors, report));
  app.use(hostNamed);
  for (const page of unversioned) app.use(page);
  for (const { version, routes } of versions) {
    for (const middleware of versionRouter(kernel, version, routes)) app.use(middleware);
  }
  app.use(() => {
    throw new Refusal(noSuchPath);
  });
  // Koa would print what is thrown after the answer has begun; the report has it already.
  app.on('error', () => undefined);
  return app;
}

const exposeHeaders = [
  'API-Version',
  'Deprecation',
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'X-Cache',
  'X-Request-Id',
  'X-Total-Count',
];

/** An origin that is not listed gets no CORS header at all. */
function allowedOrigin(origins: readonly string[]): (ctx: Context) => string {
  return (ctx) => (origins.includes(ctx.get('Origin')) ? ctx.get('Origin') : '');
}

/** Gives every request its id, and the report one line. An id that a router in front has set is kept. */
function answerOnce(report: Report): Middleware {
  return async (ctx: Context, next: Next) => {
    const started = performance.now();
    const given = ctx.get('x-request-id') || ctx.get('x-vcap-request-id');
    const requestId = /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
    } finally {
      const operationId = ctx.state['operationId'] as string | undefined;
      const { method, status } = ctx;
      report.answered({ requestId, method, operationId, status, ms: performance.now() - started });
    }
  };
}

/** A request of HTTP/1.1 says which host it means (RFC 9112, 3.2). */
const hostNamed: Middleware = (ctx, next) => {
  if (ctx.req.httpVersion === '1.1' && ctx.get('host') === '') throw new Refusal(malformedRequest);
  return next();
};

/** Whatever is thrown becomes an answer in the shape of its version, without a stack, SQL or path. */
function refusalsAsAnswers(versions: readonly ApiVersion[], report: Report): Middleware {
  return async (ctx: Context, next: Next) => {
    const version = versions.find((each) => `${ctx.path}/`.startsWith(`${versionPath(each)}/`));
    if (version) {
      ctx.set('API-Version', version.baseline);
      ctx.vary('API-Version');
    }
    try {
      await next();
    } catch (error) {
      const refusal = refusalOf(error);
      const fault = refusal.code === internal.code ? error : refusal.cause;
      if (fault !== undefined) report.failed(ctx.state['requestId'] as string, fault);
      answer(ctx, version, refusal);
    }
  };
}

function answer(ctx: Context, version: ApiVersion | undefined, refusal: Refusal): void {
  const requestId = ctx.state['requestId'] as string;
  const { status, mediaType, headers, body } = version
    ? refused(version, refusal, requestId)
    : plainly(refusal);
  ctx.status = status;
  ctx.set(headers);
  ctx.body = body;
  ctx.type = mediaType;
}

/**
 * Koa and its parts throw errors for requests they cannot read, and mark them as meant for the client. All others are
 * a fault of ours, also such that carry the status of somebody else's answer.
 */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { expose, status } = (error ?? {}) as { expose?: unknown; status?: unknown };
  if (expose !== true) return new Refusal(internal);
  return new Refusal(status === 404 ? noSuchPath : malformedRequest);
}
