import { koaBody } from 'koa-body';
import type { Context } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { malformedRequest, tooLarge, unsupportedMediaType } from '../errors/refusals.js';

/** The fields of a form of a page. */
export type FormFields = Readonly<Record<string, string>>;

const read = koaBody({
  json: false,
  text: false,
  urlencoded: true,
  formLimit: 10 * 1024,
  onError: (error) => {
    throw new Refusal((error as { status?: number }).status === 413 ? tooLarge : malformedRequest);
  },
});

/**
 * Reads the fields of an HTML form. A field that was sent twice is left out.
 * @throws Refusal `request.unsupported_media_type`, `request.too_large`, `request.malformed`
 */
export async function readFields(ctx: Context): Promise<FormFields> {
  if (!ctx.is('application/x-www-form-urlencoded')) throw new Refusal(unsupportedMediaType);
  await read(ctx, async () => undefined);
  const fields = Object.entries((ctx.request.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}
