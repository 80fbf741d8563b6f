import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import type { Idempotency } from '../../application/kernel/idempotency.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { refused, type Finished } from './finished.js';
import type { UploadedFiles } from './form.js';
import type { RawInput } from './input.js';
import { statusOf, validationFailed } from './refusals.js';
import type { Route } from './route.js';
import type { ApiVersion } from './version.js';

/** Statuses that say nothing of the request itself: it may be sent again and be answered otherwise. */
const passing = (status: number) => status === 401 || status === 429 || status >= 500;

/**
 * The key of a request that must take effect once (draft-ietf-httpapi-idempotency-key-header-07), as a
 * structured-field string or bare. Undefined where none was sent, or where the version or the method knows none.
 * @throws Refusal `request.validation_failed` for a key that is empty, longer than 255 characters, or would have to be unquoted
 */
export function idempotencyKey(ctx: Context, { idempotency }: ApiVersion): string | undefined {
  if (!idempotency || ctx.method !== 'POST' || ctx.headers['idempotency-key'] === undefined) return undefined;
  const given = ctx.get('Idempotency-Key');
  const key = /^"(.*)"$/.exec(given)?.[1] ?? given;
  if (/^[\x21\x23-\x5B\x5D-\x7E]{1,255}$/.test(key)) return key;
  const fault = 'Idempotency-Key must have 1 to 255 visible characters, no quote and no backslash';
  throw new Refusal(validationFailed, { 'Idempotency-Key': [fault] }, { parameters: ['Idempotency-Key'] });
}

/** Answers a request once; the same request with the same key gets the same answer again. */
export async function onceOnly(
  idempotency: Idempotency,
  {
    ctx,
    version,
    route,
    caller,
    minor,
  }: { ctx: Context; version: ApiVersion; route: Route; caller: Caller; minor: string },
  request: { key: string; raw: RawInput },
  answer: () => Promise<Finished>,
): Promise<Finished> {
  const who = caller.role === 'anonymous' ? 'anonymous' : String(caller.patronId);
  const scope = `${who} v${version.major}.${route.operationId}`;
  const text = JSON.stringify([ctx.path, ctx.querystring, minor, ...sentIn(request.raw)]);
  const fingerprint = createHash('sha256').update(text).digest('base64url');
  const kept = await idempotency.once({ scope, key: request.key, fingerprint }, async () => {
    const outcome = await answerOrRefusal(ctx, version, answer);
    return { answer: JSON.stringify(outcome.finished), stands: outcome.stands };
  });
  if (kept.replayed) ctx.set('Idempotent-Replayed', 'true');
  return JSON.parse(kept.answer) as Finished;
}

/** Files are the same when their contents are, wherever they lie. */
function sentIn({ body, form, files }: RawInput): readonly unknown[] {
  return files ? [form, contentsOf(files)] : [body ?? null];
}

function contentsOf(files: UploadedFiles): readonly unknown[] {
  return Object.entries(files).map(([field, some]) => [
    field,
    some.map(({ name, mediaType, sha256 }) => [name, mediaType, sha256]),
  ]);
}

async function answerOrRefusal(ctx: Context, version: ApiVersion, answer: () => Promise<Finished>) {
  const requestId = ctx.state['requestId'] as string;
  try {
    return { finished: await answer(), stands: true };
  } catch (error) {
    if (!(error instanceof Refusal) || passing(statusOf(error.reasons[0]))) throw error;
    ctx.state['code'] = error.code;
    return { finished: refused(version, error, requestId), stands: false };
  }
}
