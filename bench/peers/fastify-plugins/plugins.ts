import compress from '@fastify/compress';
import cors from '@fastify/cors';
import etag from '@fastify/etag';
import { fastifyHelmet, type FastifyHelmetOptions } from '@fastify/helmet';
import jwt from '@fastify/jwt';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import metrics from 'fastify-metrics';
import { redis } from './redis.js';

/** The four headers that OWASP names for an API. Helmet's others are for pages. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: fastifyHelmet.contentSecurityPolicy.dangerouslyDisableDefaultSrc,
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  hsts: { maxAge: 31_536_000, includeSubDomains: true },
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  dnsPrefetchControl: false,
  hidePoweredBy: false,
  ieNoOpen: false,
  originAgentCluster: false,
  permittedCrossDomainPolicies: false,
  referrerPolicy: false,
  xssFilter: false,
} as const satisfies FastifyHelmetOptions;

/** The plugins, in the order in which a request meets them. */
export async function registerPlugins(app: FastifyInstance): Promise<void> {
  await app.register(swagger, { openapi: { info: { title: 'Library', version: '2.0.0' } } });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  await app.register(metrics.default, {
    endpoint: '/metrics',
    // Durations by route, as Shelflife has them: the summary would say the same again.
    routeMetrics: { enabled: { histogram: true, summary: false } },
  });
  // The half of a gigabyte that the process has.
  await app.register(underPressure, { maxEventLoopDelay: 1_000, maxHeapUsedBytes: 384 * 1_048_576 });
  await app.register(fastifyHelmet, securityHeaders);
  await app.register(cors, { origin: ['http://localhost'] });
  await app.register(jwt, {
    secret: process.env['JWT_SECRET'] ?? '',
    verify: {
      algorithms: ['HS256'],
      allowedIss: 'shelflife',
      allowedAud: 'shelflife',
      requiredClaims: ['iss', 'aud', 'exp', 'sub'],
      cache: true,
    },
  });
  // The caller is known by then. A signed-in caller has one limit, an address one for each route.
  await app.register(rateLimit, {
    max: 10_000_000,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    keyGenerator: ({ caller, ip, routeOptions }) => (caller ? caller.sub : `${routeOptions.url} ${ip}`),
    ...(redis && { redis }),
  });
  await app.register(etag);
  await app.register(compress, { threshold: 1_000 });
}
