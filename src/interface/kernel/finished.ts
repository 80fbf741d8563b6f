import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import { keyInUse } from '../../application/kernel/idempotency.js';
import type { Refusal } from '../../domain/kernel/refusal.js';
import { statusOf } from './refusals.js';
import type { ApiVersion } from './version.js';

/** An answer as it goes over the wire. */
export interface Finished {
  readonly status: number;
  readonly mediaType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal in the shape of its version. */
export function refused({ refusal: shape }: ApiVersion, refusal: Refusal, requestId: string): Finished {
  const status = statusOf(refusal.reasons[0]);
  const body = JSON.stringify(shape.present(refusal, requestId));
  const headers = {
    ...headersOfStatus(status),
    ...(refusal.code === keyInUse.code && { 'Retry-After': '1' }),
  };
  return { status, mediaType: shape.mediaType, headers, body };
}

/** What goes with a status, whoever refuses. */
export function headersOfStatus(status: number): Readonly<Record<string, string>> {
  return {
    'Cache-Control': 'no-store',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="shelflife"' }),
    ...(status === 503 && { 'Retry-After': '1' }),
  };
}

/** Gives an answer out; a client that has it already is told so (304). */
export function send(ctx: Context, { status, mediaType, headers, body }: Finished, caller: Caller): void {
  ctx.status = status;
  ctx.type = mediaType;
  ctx.set('Cache-Control', cacheControl(ctx.method, caller));
  const reads = ctx.method === 'GET' || ctx.method === 'HEAD';
  if (reads) {
    ctx.set('ETag', `"${createHash('sha1').update(body).digest('base64url')}"`);
    ctx.vary('Authorization');
  }
  const { Link: links, ...others } = headers;
  ctx.set(others);
  if (links !== undefined) ctx.append('Link', links);
  if (reads && status === 200 && isKnown(ctx)) ctx.status = 304;
  else if (status === 204) ctx.body = null;
  else ctx.body = body;
}

/**
 * Whether the client has this answer already (RFC 9110, 13.1.2). Koa's own `fresh` always says no to a `fetch()`:
 * that adds `Cache-Control: no-cache` to what it is told to send, and `fresh` takes this for a forced reload.
 */
function isKnown(ctx: Context): boolean {
  const etag = ctx.response.get('ETag');
  const known = ctx.get('If-None-Match').split(',');
  return known.some((each) => ['*', etag, `W/${etag}`].includes(each.trim()));
}

function cacheControl(method: string, { role }: Caller): string {
  if (method !== 'GET' && method !== 'HEAD') return 'no-store';
  return role === 'anonymous' ? 'no-cache' : 'private, no-cache';
}
