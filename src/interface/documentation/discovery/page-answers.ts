import type { Context } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import {
  withHeaders,
  type CompleteResponse,
  type EncodedResponse,
} from '../../kernel/answer/encoded-response.js';
import { notAcceptable } from '../../kernel/errors/refusals.js';
import { acceptedType } from '../../kernel/input/accepted-type.js';
import { pagePolicy } from './page.js';
import type { Asset } from './style.js';

/** Answers the requests for one path. */
export type Page = (ctx: Context) => CompleteResponse | Promise<CompleteResponse>;

/** The same object each time, so that its compressed forms are made once. */
export const always = (made: CompleteResponse) => () => made;

/** The same, made at the first request. */
export function once(make: () => Promise<CompleteResponse>): () => Promise<CompleteResponse> {
  let made: Promise<CompleteResponse> | undefined;
  return () => (made ??= make());
}

/** @throws Refusal `request.not_acceptable` */
export function prefersJson(ctx: Context): boolean {
  ctx.vary('Accept');
  const type = acceptedType(ctx.req.headers.accept, ['text/html', 'application/json']);
  if (type === undefined) throw new Refusal(notAcceptable);
  return type === 'application/json';
}

export function htmlAnswer(text: string, headers: EncodedResponse['headers'] = {}): CompleteResponse {
  return answer('text/html', text, { 'Content-Security-Policy': pagePolicy, ...headers });
}

export function assetAnswer({ type, text }: Asset): CompleteResponse {
  return answer(type, text, { 'Cache-Control': 'public, max-age=31536000, immutable' });
}

/** Leads to another address on this host, for now. */
export function redirect(to: string): CompleteResponse {
  return withHeaders(
    { status: 302, mediaType: 'text/plain', headers: { Location: to }, body: `See ${to}` },
    true,
  );
}

export function answer(
  mediaType: string,
  body: string,
  headers: EncodedResponse['headers'],
): CompleteResponse {
  return withHeaders({ status: 200, mediaType, headers, body }, true);
}
