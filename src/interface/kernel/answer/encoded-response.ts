import { hash } from 'node:crypto';
import type { Context } from 'koa';
import type { Caller } from '../../../application/kernel/request/caller.js';
import { keyInUse } from '../../../application/kernel/storage/idempotency.js';
import type { Wording } from '../errors/sentences.js';
import type { Refusal } from '../../../domain/kernel/refusal.js';
import { setPageHeaders } from './security-headers.js';
import { statusOf } from '../errors/refusals.js';
import { varyByLanguage } from './language.js';
import { chooseForm, compressed, tagOfCoding } from './content-coding.js';
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
  /** The language of the sentences. */
  readonly wording: Wording;
}

/** Encodes a refusal in the form of its version and minor, with the sentences of one language. */
export function encodeRefusal(
  version: ApiVersion,
  thrown: Refusal,
  { requestId, minor, form, wording }: RefusedRequest,
): EncodedResponse {
  const shape = version.refusal;
  const refusal = form ? form.downgradeRefusal(thrown) : thrown;
  const status = statusOf(refusal.reasons[0]);
  const lower = refusalLowering(version, minor);
  const body = JSON.stringify(lower(shape.present(refusal, requestId, wording), wording));
  const headers = {
    ...headersOfStatus(status),
    'Content-Language': wording.language,
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

/** Sends a page that is the same for everybody, with the headers of pages. */
export async function sendPage(
  ctx: Context,
  { status, mediaType, headers, body }: EncodedResponse,
): Promise<void> {
  await setPageHeaders(ctx);
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.type = mediaType;
  ctx.body = body;
}

/** Sends an answer through Koa. */
export async function sendResponse(
  { ctx, caller }: { readonly ctx: Context; readonly caller: Caller },
  response: CompleteResponse,
): Promise<void> {
  const { method } = ctx.req;
  const reads = method === 'GET' || method === 'HEAD';
  const fields: HeadFields = {
    'Cache-Control': reads ? cacheControl[caller.role] : 'no-store',
    ...response.fields,
  };
  if (fields['Content-Type'] === page) await setPageHeaders(ctx);
  varyByLanguage(ctx, fields);
  const links = ctx.response.get('Link') as HeadFields[string] | undefined;
  ctx.status = response.status;
  ctx.set(fields);
  if (links !== undefined && fields['Link'] !== undefined) ctx.set('Link', [links, fields['Link']].flat());
  // Koa sends no body and no content headers with 204 and 304.
  ctx.body = response.body;
  if (reads) return sendForm(ctx, response, fields);
}

const page = 'text/html; charset=utf-8';
const text = /^text\/|[/+](?:json|xml)\b/;
const varyOfTexts = ['Authorization', 'Accept-Encoding'];

/** Of an answer to a read. Other answers are never stored. */
const cacheControl: Readonly<Record<Caller['role'], string>> = {
  anonymous: 'no-cache',
  patron: 'private, no-cache',
  librarian: 'private, no-cache',
  admin: 'private, no-cache',
};

/**
 * Compresses the answer to a read if the client accepts it; 304 if the client already has it. An answer that must not be
 * stored can contain a secret and is never compressed: its length could give the secret away (BREACH).
 */
async function sendForm(ctx: Context, response: CompleteResponse, fields: HeadFields): Promise<void> {
  const isStorable = !String(fields['Cache-Control']).includes('no-store');
  const isCompressible = isStorable && text.test(String(fields['Content-Type']));
  ctx.vary(isCompressible ? varyOfTexts : 'Authorization');
  const { headers } = ctx.req;
  if (headers['accept-encoding'] === undefined && headers['if-none-match'] === undefined) return;
  const { coding, isKnown } = chooseForm(ctx.req, response, isCompressible);
  const { ETag } = fields;
  if (typeof ETag === 'string') ctx.set('ETag', tagOfCoding(ETag, coding));
  if (isKnown) ctx.status = 304;
  if (isKnown || coding === 'identity') return;
  ctx.set('Content-Encoding', coding);
  // Koa sets the length.
  ctx.body = await compressed(response, coding);
}

/** All texts are UTF-8. JSON always is (RFC 8259, 8.1); the charset is for clients that do not know that. */
function contentType(mediaType: string): string {
  return /^(?:text\/|application\/json$)/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}
