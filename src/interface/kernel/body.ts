import { text } from 'co-body';
import type { Context } from 'koa';
import { Refusal } from '../../domain/kernel/refusal.js';
import { malformedJson, tooLarge, unsupportedMediaType } from './refusals.js';

const bytesAtMost = 100 * 1024;

/** Latin-1 has a character for every byte, so that it is seen here whether the bytes are UTF-8 at all. */
const reading = { limit: bytesAtMost, encoding: 'latin1' };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the body of a request as JSON in UTF-8 (RFC 8259, 8.1); a body that does not say what it is, is taken for
 * JSON. Undefined for none. A compressed body is refused: it could be of any size.
 * @throws Refusal `request.unsupported_media_type`, `request.too_large`, `request.malformed_json`
 */
export async function readBody(ctx: Context): Promise<unknown> {
  if (!hasBody(ctx)) return undefined;
  if (!isPlainJson(ctx)) throw new Refusal(unsupportedMediaType);
  // co-body takes a length for a number of 32 bits: of one beyond that it would wait for the end.
  if (Number(ctx.get('content-length')) > bytesAtMost) throw new Refusal(tooLarge);
  try {
    const bytes = Buffer.from((await text(ctx.req, reading)) as string, 'latin1');
    return bytes.length === 0 ? undefined : JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw asRefusal(error);
  }
}

function isPlainJson(ctx: Context): boolean {
  const encoding = ctx.get('content-encoding').toLowerCase();
  const type = ctx.get('content-type');
  return ['', 'identity'].includes(encoding) && (type === '' || ctx.is(...typesOf(ctx.method)) !== false);
}

/** A PATCH may name what it is (RFC 7396); other formats of JSON mean something else by the same braces. */
function typesOf(method: string): string[] {
  return ['application/json', ...(method === 'PATCH' ? ['application/merge-patch+json'] : [])];
}

/** A body is there when its length or its transfer coding says so (RFC 9112, 6). */
function hasBody(ctx: Context): boolean {
  return (
    ctx.get('transfer-encoding') !== '' ||
    (ctx.get('content-length') !== '' && ctx.get('content-length') !== '0')
  );
}

function asRefusal(error: unknown): unknown {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  if (status === 413) return new Refusal(tooLarge);
  const isUnreadable =
    status === 400 || code === 'ERR_ENCODING_INVALID_ENCODED_DATA' || error instanceof SyntaxError;
  return isUnreadable ? new Refusal(malformedJson) : error;
}
