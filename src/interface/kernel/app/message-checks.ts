import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { malformedRequest } from '../errors/refusals.js';

/**
 * Refuses messages that two programs on their way could take for different ones.
 *
 * - An HTTP/1.1 request has exactly one Host, and an HTTP/1.0 request has one at most (RFC 9112, 3.2). With two, a proxy
 *   could choose the other one. Other HTTP versions, which Node would accept, are refused.
 * - HTTP/1.0 has no transfer codings. A proxy may take the chunks for another request, so the connection is closed as
 *   well (RFC 9112, 6.1).
 * - A fragment is never sent (RFC 9110, 7.1), and programs differ in what they take it for.
 * @throws Refusal `request.malformed`
 */
export const checkMessage: Middleware = (ctx, next) => {
  const { req } = ctx;
  const isChunkedHttp10 = req.httpVersion === '1.0' && req.headers['transfer-encoding'] !== undefined;
  if (isChunkedHttp10) ctx.set('Connection', 'close');
  if (isChunkedHttp10 || !isOneHost(req) || req.url?.includes('#')) throw new Refusal(malformedRequest);
  return next();
};

function isOneHost({ headersDistinct, httpVersion }: IncomingMessage): boolean {
  const hosts = headersDistinct['host'] ?? [];
  if (httpVersion === '1.0' && hosts.length === 0) return true;
  const isKnown = httpVersion === '1.1' || httpVersion === '1.0';
  return isKnown && hosts.length === 1 && /^[^\s/?#@\\]+$/.test(hosts[0] ?? '');
}
