import type { Context } from 'koa';
import { koaBody } from 'koa-body';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { sendContinue } from './expect-continue.js';
import { malformedJson, tooLarge, unsupportedMediaType } from '../errors/refusals.js';

const bytesAtMost = 100 * 1024;

const json = 'application/json';
const mergePatch = 'application/merge-patch+json';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON as text. The JSON branch of koa-body silently replaces invalid UTF-8, so it cannot produce our refusals.
 * Latin-1 has a character for every byte, so that `parse` can check whether the bytes are valid UTF-8. By default
 * koa-body reads the bodies of POST, PUT and PATCH.
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
 * Reads the body of a POST, PUT or PATCH as JSON in UTF-8 (RFC 8259, 8.1). A body without a Content-Type counts as
 * JSON. Returns undefined without a body. A compressed body is refused, because it could expand to any size.
 * @throws Refusal `request.unsupported_media_type`, `request.too_large`, `request.malformed_json`
 */
export async function readBody(ctx: Context): Promise<unknown> {
  if (!hasBody(ctx)) return undefined;
  if (isCompressed(ctx) || !isJson(ctx)) throw new Refusal(unsupportedMediaType);
  // co-body truncates the length to 32 bits. With a larger one it would wait for the end.
  if (Number(ctx.get('content-length')) > bytesAtMost) throw new Refusal(tooLarge);
  // koa-body chooses its parser by the Content-Type only.
  if (ctx.get('content-type') === '') ctx.request.header = { ...ctx.request.header, 'content-type': json };
  sendContinue(ctx);
  await readText(ctx, async () => undefined);
  return parse(ctx.request.body as string);
}

/** Whether the length or the transfer coding announces a body (RFC 9112, 6). */
export function hasBody(ctx: Context): boolean {
  return (
    ctx.get('transfer-encoding') !== '' ||
    (ctx.get('content-length') !== '' && ctx.get('content-length') !== '0')
  );
}

export function isCompressed(ctx: Context): boolean {
  return !['', 'identity'].includes(ctx.get('content-encoding').toLowerCase());
}

/** A PATCH may use the type of merge patches (RFC 7396). Other JSON formats have another meaning. */
function isJson(ctx: Context): boolean {
  if (ctx.get('content-type') === '') return true;
  return ctx.is(ctx.method === 'PATCH' ? [json, mergePatch] : [json]) !== false;
}

/** @param latin1 the body with one character for each byte */
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
