import { stat } from 'node:fs/promises';
import type { Context } from 'koa';
import { koaBody } from 'koa-body';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal, withParameters } from '../../../domain/kernel/refusal.js';
import { allowUpload } from './arrival-limit.js';
import { hasBody, isCompressed } from './body.js';
import { sendContinue } from './expect-continue.js';
import { fieldBytesAtMost, FormParts } from './form-parts.js';
import { lengthRequired, malformedForm } from '../errors/form-refusals.js';
import { tooLarge } from '../errors/refusals.js';
import { formExpected, type FileRules, type RawForm, type UploadedFiles } from '../declaration/form.js';

export const multipart = 'multipart/form-data';

/** formidable searches the whole Content-Type, with the boundary, for these words, and would choose another parser. */
const misleading = /json|octet-stream|urlencoded/i;

/**
 * Reads a form of `multipart/form-data` (RFC 7578), and writes its files to a folder. A form must have a
 * Content-Length, so that one that is too large is refused before it is read. A missing body counts as an empty form.
 * @param folder of this request only; its creator removes it, also after a refusal
 * @throws Refusal `request.unsupported_media_type`, `request.length_required`, `request.too_large`,
 * `request.malformed_form`, and `kernel.unavailable` if a file cannot be written
 */
export async function readForm(ctx: Context, rules: FileRules, folder: string): Promise<RawForm> {
  if (!hasBody(ctx)) return { body: undefined, form: {}, files: {} };
  if (isCompressed(ctx) || ctx.is(multipart) === false) throw new Refusal(formExpected);
  if (misleading.test(ctx.get('content-type'))) {
    throw new Refusal({
      ...malformedForm,
      message: 'Choose another boundary: this one has a reserved word.',
    });
  }
  refuseByLength(ctx, rules);
  // If the client has already disconnected, formidable would get no event and wait for ever.
  if (ctx.req.destroyed) throw new Refusal(malformedForm);
  const parts = new FormParts(rules);
  allowUpload(ctx.req);
  sendContinue(ctx);
  try {
    await reader(rules, folder, parts)(ctx, async () => undefined);
  } catch (error) {
    // The rest of the body is discarded, so that the client can read the answer.
    ctx.req.resume();
    throw asRefusal(error, rules);
  }
  const files = filesOf(ctx);
  refuseBySize(files, rules);
  await refuseUnwritten(files);
  return { body: undefined, form: parts.fields(), files };
}

function refuseByLength(ctx: Context, rules: FileRules): void {
  if (ctx.get('content-length') === '') throw new Refusal(lengthRequired);
  if (Number(ctx.get('content-length')) > totalOf(rules) + fieldBytesAtMost) throw tooLargeFiles(rules);
}

function reader(rules: FileRules, folder: string, parts: FormParts): ReturnType<typeof koaBody> {
  const all = Object.values(rules);
  return koaBody({
    json: false,
    urlencoded: false,
    text: false,
    multipart: true,
    multipartTypes: [multipart],
    formidable: {
      uploadDir: folder,
      maxFiles: all.reduce((sum, { maxFiles }) => sum + maxFiles, 0),
      maxFileSize: Math.max(...all.map(({ maxFileSize }) => maxFileSize)),
      maxTotalFileSize: totalOf(rules),
      // The validation reports an empty file.
      allowEmptyFiles: true,
      minFileSize: 0,
      hashAlgorithm: 'sha256',
      onPart: (part, keepFile) => parts.take(part, keepFile),
    },
  });
}

function totalOf(rules: FileRules): number {
  return Object.values(rules).reduce((sum, { maxFiles, maxFileSize }) => sum + maxFiles * maxFileSize, 0);
}

function filesOf(ctx: Context): UploadedFiles {
  return Object.fromEntries(
    Object.entries(ctx.request.files ?? {}).map(([field, some]) => [
      field,
      [some].flat().map(({ filepath, size, originalFilename, mimetype, hash }) => ({
        path: filepath,
        size,
        name: originalFilename ?? '',
        mediaType: essenceOf(mimetype ?? ''),
        sha256: hash ?? '',
      })),
    ]),
  );
}

/** formidable has one size limit for the files of all fields. */
function refuseBySize(files: UploadedFiles, rules: FileRules): void {
  const isTooLarge = Object.entries(files).some(([field, some]) =>
    some.some(({ size }) => size > (rules[field]?.maxFileSize ?? 0)),
  );
  if (isTooLarge) throw tooLargeFiles(rules);
}

/** formidable reports success even if the disk refuses the last chunk, so the size on disk is checked. */
async function refuseUnwritten(files: UploadedFiles): Promise<void> {
  for (const { path, size } of Object.values(files).flat()) {
    const written = await stat(path).catch((cause: unknown) => {
      throw new Refusal(unavailable, undefined, { cause });
    });
    if (written.size === size) continue;
    const cause = new Error(`Of an uploaded file, ${written.size} of ${size} bytes were written.`);
    throw new Refusal(unavailable, undefined, { cause });
  }
}

/** A media type without its parameters (RFC 9110, 8.3.1). */
function essenceOf(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** Names the limits of all files: of which field it broke one is not known before the form was read. */
function tooLargeFiles(rules: FileRules): Refusal {
  const limits = Object.entries(rules).map(
    ([field, { maxFiles, maxFileSize }]) => `${field} (${maxFiles} × ${maxFileSize} bytes)`,
  );
  return new Refusal(withParameters(tooLarge, { limits }, 'The form is too large. At most: {{limits}}.'));
}

/** Errors of formidable have an HTTP status; errors of the disk have the name of a system call. */
function asRefusal(error: unknown, rules: FileRules): unknown {
  const { httpCode, syscall } = (error ?? {}) as { httpCode?: unknown; syscall?: unknown };
  if (httpCode === 413) return tooLargeFiles(rules);
  if (httpCode !== undefined) return new Refusal(malformedForm);
  return syscall === undefined ? error : new Refusal(unavailable, undefined, { cause: error });
}
