import type { Middleware } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { malformedRequest } from '../errors/refusals.js';

/**
 * An HTTP/1.1 request has exactly one Host, and an HTTP/1.0 request has one at most (RFC 9112, 3.2). With two, a proxy
 * could choose the other one. Other HTTP versions, which Node would accept, are refused.
 */
export const requireHost: Middleware = ({ req }, next) => {
  const hosts = req.headersDistinct['host'] ?? [];
  const isOne = hosts.length === 1 && /^[^\s/?#@\\]+$/.test(hosts[0] ?? '');
  const mayLack = req.httpVersion === '1.0' && hosts.length === 0;
  const isKnown = req.httpVersion === '1.1' || req.httpVersion === '1.0';
  if (!isKnown || !(isOne || mayLack)) throw new Refusal(malformedRequest);
  return next();
};

/**
 * HTTP/1.0 has no transfer codings. A proxy may take the chunks for another request, so the request is refused and its
 * connection closed (RFC 9112, 6.1).
 * @throws Refusal `request.malformed`
 */
export const refuseChunkedHttp10: Middleware = (ctx, next) => {
  if (ctx.req.httpVersion === '1.0' && ctx.req.headers['transfer-encoding'] !== undefined) {
    ctx.set('Connection', 'close');
    throw new Refusal(malformedRequest);
  }
  return next();
};

/** A fragment is never sent (RFC 9110, 7.1), and programs differ in what they take it for. @throws Refusal `request.malformed` */
export const refuseFragment: Middleware = (ctx, next) => {
  if (ctx.req.url?.includes('#')) throw new Refusal(malformedRequest);
  return next();
};
