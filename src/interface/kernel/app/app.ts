import cors from '@koa/cors';
import Koa, { type Context, type Middleware } from 'koa';
import type { Workload } from '../../../application/kernel/request/workload.js';
import type { Refusal } from '../../../domain/kernel/refusal.js';
import { accessLog } from './access-log.js';
import { answerRefusal, errorResponses, type ErrorParts } from './error-response.js';
import { reportLateError } from './late-errors.js';
import { decodeRouterPath, type RoutedVersion } from './router.js';
import { clientAddress } from '../limits/client-address.js';
import { checkMessage } from './message-checks.js';
import { apiSecurityHeaders } from '../answer/security-headers.js';
import type { HttpSettings } from '../settings.js';
import type { EventLoop } from './event-loop.js';
import { loadShedding } from './load-shedding.js';

export interface AppParts extends Omit<ErrorParts, 'versions'> {
  readonly versions: readonly RoutedVersion[];
  readonly workload: Workload;
  readonly loop: EventLoop;
  readonly settings: HttpSettings;
  /** Unversioned pages and health checks, exempt from all limits. */
  readonly unversioned: readonly Middleware[];
  /** True once the process has begun to stop. From then on every answer closes its connection. */
  readonly isDraining: () => boolean;
}

/**
 * The Koa application: first the steps for every answer, then the routes of each version, then the unversioned pages.
 * A middleware that is added later with `app.use` gets the requests that none of these has answered.
 */
export function buildApp(parts: AppParts): Koa {
  const { versions, workload, loop, settings, report, unversioned, isDraining } = parts;
  const { trustedHops, trustedNetworks } = settings;
  const app = new Koa({ proxy: trustedHops > 0, maxIpsCount: trustedHops });
  const errors: ErrorParts = { ...parts, versions: versions.map(({ version }) => version) };
  app.on('error', (error: Error, ctx?: Context) => void reportLateError(report, error, ctx));
  app.use(everyAnswer(isDraining));
  app.use(clientAddress(trustedNetworks));
  app.use(accessLog(report));
  app.use(crossOrigin(settings.corsOrigins));
  const refuse = (ctx: Context, refusal: Refusal) => answerRefusal(errors, ctx, refusal);
  app.use(loadShedding(loop, workload, report, refuse));
  app.use(errorResponses(errors));
  app.use(checkMessage);
  app.use(decodeRouterPath);
  for (const step of versions.flatMap(({ steps }) => steps)) app.use(step);
  for (const page of unversioned) app.use(page);
  return app;
}

/**
 * Sets the security headers. While the process stops, it closes connections with their answers: otherwise clients would
 * reuse their keep-alive connections, and the process could only cut them off in the middle of a request.
 */
function everyAnswer(isDraining: () => boolean): Middleware {
  return async (ctx, next) => {
    ctx.set(apiSecurityHeaders);
    // An application that writes its answer itself has sent its headers afterwards.
    if (isDraining()) ctx.set('Connection', 'close');
    await next();
    if (isDraining()) ctx.set('Connection', 'close');
  };
}

/** Pages of other origins can read these. The list may grow, and has headers to come: no browser asks for it again. */
const exposeHeaders = [
  'API-Version',
  'Content-Language',
  'Deprecation',
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'X-Cache',
  'X-Request-Id',
  'X-Total-Count',
];

/** How long a browser may remember a preflight, in seconds. None remembers for longer than Chromium: two hours. */
const preflightSeconds = 7_200;

/** A page from an origin that is not listed gets no CORS headers. `http://localhost:*` lists all of its ports. */
function crossOrigin(origins: readonly string[]): Middleware {
  return cors({
    origin: (ctx) => {
      const origin = ctx.get('Origin');
      const isListed = origins.includes(origin) || origins.includes(`${origin.replace(/:\d+$/, '')}:*`);
      return isListed ? origin : '';
    },
    exposeHeaders,
    maxAge: preflightSeconds,
    allowMethods: 'GET,HEAD,POST,PUT,PATCH,DELETE',
  });
}
