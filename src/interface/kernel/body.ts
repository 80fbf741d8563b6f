import { json } from 'co-body';
import type { Context } from 'koa';
import { Refusal } from '../../domain/kernel/refusal.js';
import { malformedJson, tooLarge, unsupportedMediaType } from './refusals.js';

const reading = { limit: '100kb', strict: false };

/**
 * Reads the body of a request as JSON; a body that does not say what it is, is taken for JSON. Undefined for none.
 * @throws Refusal `request.unsupported_media_type`, `request.too_large`, `request.malformed_json`
 */
export async function readBody(ctx: Context): Promise<unknown> {
  if (!hasBody(ctx)) return undefined;
  if (ctx.get('content-type') !== '' && !ctx.is('application/json', '+json'))
    throw new Refusal(unsupportedMediaType);
  try {
    return await json(ctx.req, reading);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** A body is there when its length or its transfer coding says so (RFC 9112, 6). */
function hasBody(ctx: Context): boolean {
  return (
    ctx.get('transfer-encoding') !== '' ||
    (ctx.get('content-length') !== '' && ctx.get('content-length') !== '0')
  );
}

function asRefusal(error: unknown): unknown {
  const { status } = (error ?? {}) as { status?: unknown };
  if (status === 413) return new Refusal(tooLarge);
  if (status === 415) return new Refusal(unsupportedMediaType);
  return status === 400 || error instanceof SyntaxError ? new Refusal(malformedJson) : error;
}
