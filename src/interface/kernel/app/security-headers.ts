import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

/**
 * Sets the security headers of every answer: no type sniffing, no framing, no loading. An HTML page replaces the policy
 * with its own.
 */
export function securityHeaders(): Middleware {
  const directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
  return helmet({ contentSecurityPolicy: { useDefaults: false, directives } });
}
