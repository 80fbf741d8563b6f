import cors from '@koa/cors';
import type { Context, Middleware, Next } from 'koa';
import type { Report } from '../../application/kernel/report.js';
import { Outage } from '../../application/kernel/unavailable.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { answerOnce } from './answered.js';
import type { Kernel } from './pipeline.js';
import { refused } from './finished.js';
import { LeanKoa } from './lean-koa.js';
import { plainly } from './plain-refusal.js';
import { internal, malformedRequest, noSuchPath } from './refusals.js';
import { apiRouter } from './router.js';
import type { Route } from './route.js';
import { safeguards } from './safeguards.js';
import { sentRequest } from './sent-request.js';
import type { HttpSettings } from './settings.js';
import { shedding } from './shedding.js';
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

/** The Koa application: what every answer has in common, then each version, then the unversioned pages. */
export function buildApp({ kernel, versions, settings, report, unversioned }: AppParts): LeanKoa {
  const app = new LeanKoa(
    { proxy: settings.trustProxy, maxIpsCount: 1 },
    { ...safeguards(), Vary: 'Origin' },
  );
  const majors = versions.map(({ version }) => version);
  app.use(answerOnce(report));
  app.use(forOtherOrigins(settings.corsOrigins));
  const refuse = (ctx: Context, refusal: Refusal) => answer(ctx, versionOf(majors, ctx), refusal);
  app.use(shedding(kernel.workload, report, refuse));
  app.use(refusalsAsAnswers(majors, report));
  app.use(hostNamed);
  app.use(apiRouter(kernel, versions));
  for (const page of unversioned) app.use(page);
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

/** A page of an origin that is not listed gets no CORS header at all. */
function forOtherOrigins(origins: readonly string[]): Middleware {
  const admit = cors({
    origin: (ctx) => (origins.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    exposeHeaders,
    allowMethods: 'GET,HEAD,POST,PUT,PATCH,DELETE',
  });
  return (ctx, next) => (ctx.get('Origin') === '' ? next() : admit(ctx, next));
}

/**
 * A request of HTTP/1.1 says which host it means, once, and one of HTTP/1.0 may (RFC 9112, 3.2): where two are named, a
 * router could mean the other. Node would take anything older for a request, too.
 */
const hostNamed: Middleware = ({ req: { httpVersion, rawHeaders } }, next) => {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && isHost(rawHeaders[at - 1]));
  const isOne = hosts.length === 1 && /^[^\s/?#@\\]+$/.test(hosts[0] ?? '');
  const isEnough = httpVersion === '1.1' ? isOne : httpVersion === '1.0' && (isOne || hosts.length === 0);
  if (!isEnough) throw new Refusal(malformedRequest);
  return next();
};

function isHost(name = ''): boolean {
  return name.length === 4 && name.toLowerCase() === 'host';
}

/** Whatever is thrown becomes an answer in the shape of its version, without a stack, SQL or path. */
function refusalsAsAnswers(versions: readonly ApiVersion[], report: Report): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const refusal = refusalOf(error);
      const fault = refusal.code === internal.code ? error : refusal.cause;
      if (fault !== undefined && !(fault instanceof Outage)) report.failed(await sentRequest(ctx), fault);
      answer(ctx, versionOf(versions, ctx), refusal);
    }
  };
}

/** The version that a request is for, whose name is on every answer to it. */
function versionOf(versions: readonly ApiVersion[], ctx: Context): ApiVersion | undefined {
  const name = ctx.path.split('/', 2)[1];
  const version = versions.find((each) => versionPath(each).slice(1) === name);
  if (version) {
    if (ctx.response.get('API-Version') === '') ctx.set('API-Version', version.baseline);
    ctx.vary('API-Version');
  }
  return version;
}

function answer(ctx: Context, version: ApiVersion | undefined, refusal: Refusal): void {
  const requestId = ctx.state['requestId'] as string;
  ctx.state['code'] = refusal.code;
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
