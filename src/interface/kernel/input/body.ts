import type { Context } from 'koa';
import { koaBody } from 'koa-body';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { malformedJson, tooLarge, unsupportedMediaType } from '../errors/refusals.js';

const bytesAtMost = 100 * 1024;

const json = 'application/json';
const mergePatch = 'application/merge-patch+json';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON as text. koa-body's own JSON branch cannot give our refusals: it replaces what is not UTF-8 in silence.
 * Latin-1 has a character for every byte, so that it is seen here whether the bytes are UTF-8 at all. By default it
 * reads the bodies of POST, PUT and PATCH.
 */
const readText = koaBody({
  json: false,
  urlencoded: false,
  text: true,
  textTypes: [json, mergePatch],
  textLimit: bytesAtMost,
  encoding: 'latin1',
  onError: (error) => {
    throw asRefusal(error);
  },
});

/**
 * Reads the body of a POST, PUT or PATCH as JSON in UTF-8 (RFC 8259, 8.1); a body that does not say what it is, is
 * taken for JSON. Undefined for none. A compressed body is refused: it could be of any size.
 * @throws Refusal `request.unsupported_media_type`, `request.too_large`, `request.malformed_json`
 */
export async function readBody(ctx: Context): Promise<unknown> {
  if (!hasBody(ctx)) return undefined;
  if (isCompressed(ctx) || !isJson(ctx)) throw new Refusal(unsupportedMediaType);
  // co-body takes a length for a number of 32 bits: of one beyond that it would wait for the end.
  if (Number(ctx.get('content-length')) > bytesAtMost) throw new Refusal(tooLarge);
  // koa-body goes by the type alone.
  if (ctx.get('content-type') === '') ctx.request.header = { ...ctx.request.header, 'content-type': json };
  await readText(ctx, async () => undefined);
  return parse(ctx.request.body as string);
}

/** A body is there when its length or its transfer coding says so (RFC 9112, 6). */
export function hasBody(ctx: Context): boolean {
  return (
    ctx.get('transfer-encoding') !== '' ||
    (ctx.get('content-length') !== '' && ctx.get('content-length') !== '0')
  );
}

export function isCompressed(ctx: Context): boolean {
  return !['', 'identity'].includes(ctx.get('content-encoding').toLowerCase());
}

/** A PATCH may name what it is (RFC 7396); other formats of JSON mean something else by the same braces. */
function isJson(ctx: Context): boolean {
  if (ctx.get('content-type') === '') return true;
  return ctx.is(ctx.method === 'PATCH' ? [json, mergePatch] : [json]) !== false;
}

/** @param latin1 a character for each byte */
function parse(latin1: string): unknown {
  const bytes = Buffer.from(latin1, 'latin1');
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  if (status === 413) return new Refusal(tooLarge);
  const isUnreadable =
    status === 400 || code === 'ERR_ENCODING_INVALID_ENCODED_DATA' || error instanceof SyntaxError;
  return isUnreadable ? new Refusal(malformedJson) : error;
}
