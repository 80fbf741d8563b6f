import { hash } from 'node:crypto';
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

/** The same answer with a tag of its text, unless it has one of its own. */
export function tagged(answer: Finished): Finished {
  if (answer.headers['ETag'] !== undefined) return answer;
  const ETag = `"${hash('sha1', answer.body, 'base64url')}"`;
  return { ...answer, headers: { ETag, ...answer.headers } };
}

/** Gives an answer out; a client that has it already is told so (304). */
export function send(ctx: Context, answer: Finished, caller: Caller): void {
  const { method } = ctx.req;
  const reads = method === 'GET' || method === 'HEAD';
  const { status, mediaType, headers, body } = reads ? tagged(answer) : answer;
  ctx.status = status;
  ctx.set({ 'Content-Type': contentType(mediaType), 'Cache-Control': cacheControl(reads, caller) });
  if (reads) ctx.vary('Authorization');
  const { Link: links, ...others } = headers;
  ctx.set(others);
  if (links !== undefined) ctx.append('Link', links);
  if (reads && status === 200 && isKnown(ctx, headers['ETag'])) ctx.status = 304;
  else if (status === 204) ctx.body = null;
  else ctx.body = body;
}

/** All texts are UTF-8; JSON is so by itself (RFC 8259, 8.1), and it is said for clients that do not know. */
function contentType(mediaType: string): string {
  return /^(?:text\/|application\/json$)/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}

/**
 * Whether the client has this answer already (RFC 9110, 13.1.2). Koa's own `fresh` always says no to a `fetch()`:
 * that adds `Cache-Control: no-cache` to what it is told to send, and `fresh` takes this for a forced reload.
 */
function isKnown(ctx: Context, etag: string | undefined): boolean {
  const known = ctx.req.headers['if-none-match'];
  if (known === undefined || etag === undefined) return false;
  return known.split(',').some((each) => ['*', etag, `W/${etag}`].includes(each.trim()));
}

function cacheControl(reads: boolean, { role }: Caller): string {
  if (!reads) return 'no-store';
  return role === 'anonymous' ? 'no-cache' : 'private, no-cache';
}
