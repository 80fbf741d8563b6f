import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

/**
 * The fields that OWASP's REST Security Cheat Sheet names for every answer of an API, except `Cache-Control` and
 * `Content-Type`, which depend on the answer. The others that Helmet sets concern documents that a browser renders.
 */
export const apiSecurityHeaders = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

const pageHeaders = helmet();

const nothingMore = async () => undefined;

/**
 * Sets the security headers of every answer: those of an API, and for a page Helmet's whole set. What a page has set
 * itself stays: only it knows what it loads.
 */
export function securityHeaders(): Middleware {
  return async (ctx, next) => {
    ctx.set(apiSecurityHeaders);
    await next();
    if (ctx.type !== 'text/html') return;
    const own = { ...ctx.response.headers } as Record<string, string | string[]>;
    await pageHeaders(ctx, nothingMore);
    ctx.set(own);
  };
}
