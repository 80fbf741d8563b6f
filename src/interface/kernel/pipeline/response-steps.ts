import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Exchange } from './exchange.js';
import { withHeaders, type CompleteResponse, type EncodedResponse } from '../answer/encoded-response.js';
import { notAcceptable } from '../errors/refusals.js';
import { acceptedType } from '../input/accepted-type.js';
import type { Reply } from '../declaration/reply.js';

/** @throws Refusal `request.not_acceptable` if the client does not accept the media type of the answer */
export function negotiateMediaType({ ctx, endpoint }: Exchange): void {
  const { accept = '*/*' } = ctx.req.headers;
  const isAccepted = accept === '*/*' || acceptedType(accept, [endpoint.mediaType]) !== undefined;
  if (!isAccepted) throw new Refusal(notAcceptable);
}

/**
 * For a route with `cache`: the cached answer, which is the same for all callers. Otherwise a new answer. A rehearsal
 * neither reads nor changes what others get.
 */
export async function fromCache(
  { kernel, endpoint, ctx, cacheKey, rehearsedAt }: Exchange,
  work: () => Promise<EncodedResponse>,
): Promise<CompleteResponse> {
  const { cache, method } = endpoint.route;
  const compute = async () => withHeaders(await work(), method === 'GET');
  if (!cache || cacheKey === undefined || rehearsedAt) return compute();
  const { value, hit } = await kernel.cache.remember(cacheKey, cache, compute);
  ctx.set('X-Cache', hit ? 'HIT' : 'MISS');
  return value;
}

/** Encodes the answer as text: JSON, unless the body is already a text. */
export function encodeResponse({ endpoint }: Exchange, reply: Reply<number, unknown>): EncodedResponse {
  const { status, headers, body } = reply;
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  return { status, headers, mediaType: endpoint.mediaType, body: text };
}
