import { hash } from 'node:crypto';
import type { Context } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import { keyInUse } from '../../application/kernel/idempotency.js';
import type { Refusal } from '../../domain/kernel/refusal.js';
import { reply, type HeadFields } from './lean-koa.js';
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

/** An answer with the whole of its head, but for what depends on who asks. */
export interface Headed {
  readonly status: number;
  readonly fields: Readonly<HeadFields>;
  readonly body: string;
}

/** @param reads whether it is an answer to a question: then it has a tag, of its text if it brings none of its own */
export function headed({ status, mediaType, headers, body }: Finished, reads: boolean): Headed {
  const fields: HeadFields = { 'Content-Type': contentType(mediaType), ...headers };
  if (reads && headers['ETag'] === undefined) fields['ETag'] = `"${hash('sha1', body, 'base64url')}"`;
  if (status !== 204) fields['Content-Length'] = String(Buffer.byteLength(body));
  return { status, fields, body };
}

/** Gives an answer out; a client that has it already is told so (304). */
export function send(ctx: Context, { status, fields, body }: Headed, caller: Caller): void {
  const { method } = ctx.req;
  const reads = method === 'GET' || method === 'HEAD';
  if (reads) ctx.vary('Authorization');
  const links = ctx.response.get('Link');
  const isKnown = reads && status === 200 && knows(ctx, fields['ETag']);
  ctx.set('Cache-Control', cacheControl(reads, caller));
  reply(ctx, isKnown ? 304 : status, fields, body);
  if (links !== '' && fields['Link'] !== undefined) ctx.set('Link', [links, String(fields['Link'])]);
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
