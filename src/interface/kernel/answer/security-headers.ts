import helmet from 'koa-helmet';
import type { Context } from 'koa';

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

/** Each page has a policy of its own, because only it knows what it loads. */
const pageHeaders = helmet({ contentSecurityPolicy: false, xFrameOptions: { action: 'deny' } });

/** Sets all headers of Helmet, for a page for people. */
export function setPageHeaders(ctx: Context): Promise<void> {
  return pageHeaders(ctx, async () => undefined);
}
