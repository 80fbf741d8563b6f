import { hash } from 'node:crypto';
import type { Context } from 'koa';
import type { Caller } from '../../../application/kernel/request/caller.js';
import { keyInUse } from '../../../application/kernel/storage/idempotency.js';
import type { Refusal } from '../../../domain/kernel/refusal.js';
import { statusOf } from '../errors/refusals.js';
import type { ApiVersion } from '../declaration/version.js';
import { refusalLowering, type MinorForm } from '../minors/minor-form.js';

/** Header fields by name, in canonical case. */
type HeadFields = Record<string, string | string[]>;

/**
 * An answer with its body as text. Stored answers to requests with an `Idempotency-Key` have this form: it never
 * changes.
 */
export interface EncodedResponse {
  readonly status: number;
  readonly mediaType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The facts of a request that its refusal depends on. */
export interface RefusedRequest {
  readonly requestId: string;
  /** The minor that is answered as. */
  readonly minor: string;
  /** The route in that minor, if it is known and differs from the newest one. */
  readonly form: Pick<MinorForm, 'downgradeRefusal'> | undefined;
}

/** Encodes a refusal in the form of its version and minor. */
export function encodeRefusal(
  version: ApiVersion,
  thrown: Refusal,
  { requestId, minor, form }: RefusedRequest,
): EncodedResponse {
  const shape = version.refusal;
  const refusal = form ? form.downgradeRefusal(thrown) : thrown;
  const status = statusOf(refusal.reasons[0]);
  const lower = refusalLowering(version, minor);
  const body = JSON.stringify(lower(shape.present(refusal, requestId)));
  const headers = {
    ...headersOfStatus(status),
    ...(refusal.code === keyInUse.code && { 'Retry-After': '1' }),
  };
  return { status, mediaType: shape.mediaType, headers, body };
}

/** The headers that every refusal with this status has. */
export function headersOfStatus(status: number): Readonly<Record<string, string>> {
  return {
    'Cache-Control': 'no-store',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="shelflife"' }),
    ...(status === 503 && { 'Retry-After': '1' }),
  };
}

/**
 * An answer with all its headers, except those that depend on the caller. The cache stores this form, and other
 * releases read it.
 */
export interface CompleteResponse {
  readonly status: number;
  readonly fields: Readonly<HeadFields>;
  readonly body: string;
}

/** @param reads whether the request is a GET or HEAD. If so, an answer without an `ETag` gets one, from its text. */
export function withHeaders(
  { status, mediaType, headers, body }: EncodedResponse,
  reads: boolean,
): CompleteResponse {
  const fields: HeadFields = { 'Content-Type': contentType(mediaType), ...headers };
  if (reads && headers['ETag'] === undefined) fields['ETag'] = `"${hash('sha1', body, 'base64url')}"`;
  if (status !== 204) fields['Content-Length'] = String(Buffer.byteLength(body));
  return { status, fields, body };
}

/** Sends an answer through Koa; 304 if the client already has it. */
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
  // Koa sends no body and no content headers with 204 and 304.
  ctx.body = body;
}

/** All texts are UTF-8. JSON always is (RFC 8259, 8.1); the charset is for clients that do not know that. */
function contentType(mediaType: string): string {
  return /^(?:text\/|application\/json$)/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}

/**
 * Whether the client already has this answer (RFC 9110, 13.1.2). Koa's `fresh` never matches for `fetch()`, which adds
 * `Cache-Control: no-cache` to a request with its own `If-None-Match`: `fresh` treats that as a forced reload.
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
