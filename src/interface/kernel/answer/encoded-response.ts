import { hash } from 'node:crypto';
import type { Context } from 'koa';
import type { Caller } from '../../../application/kernel/request/caller.js';
import { keyInUse } from '../../../application/kernel/storage/idempotency.js';
import type { Refusal } from '../../../domain/kernel/refusal.js';
import { statusOf } from '../errors/refusals.js';
import type { ApiVersion } from '../declaration/version.js';

/** The fields of a head by name, in the case in which they are written everywhere. */
type HeadFields = Record<string, string | string[]>;

/** An answer whose body is a text. What is stored for requests that are sent again has this form: it never changes. */
export interface EncodedResponse {
  readonly status: number;
  readonly mediaType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal in the shape of its version. */
export function encodeRefusal(
  { refusal: shape }: ApiVersion,
  refusal: Refusal,
  requestId: string,
): EncodedResponse {
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

/**
 * An answer with the whole of its head, but for what depends on who asks. What is kept in the cache has this form; other
 * releases read it.
 */
export interface CompleteResponse {
  readonly status: number;
  readonly fields: Readonly<HeadFields>;
  readonly body: string;
}

/** @param reads whether it is an answer to a question: then it has a tag, of its text if it brings none of its own */
export function withHeaders(
  { status, mediaType, headers, body }: EncodedResponse,
  reads: boolean,
): CompleteResponse {
  const fields: HeadFields = { 'Content-Type': contentType(mediaType), ...headers };
  if (reads && headers['ETag'] === undefined) fields['ETag'] = `"${hash('sha1', body, 'base64url')}"`;
  if (status !== 204) fields['Content-Length'] = String(Buffer.byteLength(body));
  return { status, fields, body };
}

/** Gives an answer to Koa; a client that has it already gets 304. */
export function sendResponse(
  { ctx, caller }: { readonly ctx: Context; readonly caller: Caller },
  { status, fields, body }: CompleteResponse,
): void {
  const { method } = ctx.req;
  const reads = method === 'GET' || method === 'HEAD';
  if (reads) ctx.vary('Authorization');
  const links = ctx.response.get('Link') as HeadFields[string] | undefined;
  const isKnown = reads && status === 200 && knows(ctx, fields['ETag']);
  ctx.status = isKnown ? 304 : status;
  ctx.set('Cache-Control', cacheControl(reads, caller));
  ctx.set(fields);
  if (links !== undefined && fields['Link'] !== undefined) ctx.set('Link', [links, fields['Link']].flat());
  // Koa sends no body, and no fields of one, with 204 and 304.
  ctx.body = body;
}

/** All texts are UTF-8; JSON is so by itself (RFC 8259, 8.1), and it is said for clients that do not know. */
function contentType(mediaType: string): string {
  return /^(?:text\/|application\/json$)/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}

/**
 * Whether the client has this answer already (RFC 9110, 13.1.2). Koa's own `fresh` always says no to a `fetch()`:
 * that adds `Cache-Control: no-cache` to what it is told to send, and `fresh` takes this for a forced reload.
 */
function knows(ctx: Context, etag: HeadFields[string] | undefined): boolean {
  const known = ctx.req.headers['if-none-match'];
  if (known === undefined || typeof etag !== 'string') return false;
  return known.split(',').some((each) => ['*', etag, `W/${etag}`].includes(each.trim()));
}

function cacheControl(reads: boolean, { role }: Caller): string {
  if (!reads) return 'no-store';
  return role === 'anonymous' ? 'no-cache' : 'private, no-cache';
}
