import helmet from 'koa-helmet';
import type { Middleware } from 'koa';

/**
 * Tells browsers to be careful with every answer: guess no types, frame nothing, load nothing. A page for people replaces
 * the policy with its own.
 */
export function securityHeaders(): Middleware {
  const directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
  return helmet({ contentSecurityPolicy: { useDefaults: false, directives } });
}
