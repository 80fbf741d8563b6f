import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Context } from 'koa';
import { fault } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Exchange } from './exchange.js';
import { encodeRefusal, type EncodedResponse } from '../answer/encoded-response.js';
import { languageOf } from '../answer/language.js';
import type { UploadedFiles } from '../declaration/form.js';
import type { RawInput } from '../declaration/route.js';
import { statusOf, validationFailed } from '../errors/refusals.js';
import { networkOf } from '../limits/address.js';
import { addressOf } from '../limits/client-address.js';
import { versionPath, type ApiVersion } from '../declaration/version.js';

const keyFault = fault(
  'wrong_format',
  '{{field}} must have 1 to 255 visible characters, no quote and no backslash',
  { format: 'idempotency-key' },
);

/** Statuses that say nothing about the request itself: a repeated request can get another answer. */
const passing = (status: number) => status === 401 || status === 429 || status >= 500;

/**
 * Answers a POST with an `Idempotency-Key` once: the same request with the same key gets the same answer again. The
 * work and the storing of its answer are one transaction.
 * @throws Refusal `request.idempotency_key_in_use`, `request.idempotency_key_reused`, and `request.validation_failed`
 * for a malformed key
 */
export async function answerIdempotently(
  exchange: Exchange,
  work: () => Promise<EncodedResponse>,
): Promise<EncodedResponse> {
  const { kernel, endpoint, ctx } = exchange;
  const key = idempotencyKey(ctx, endpoint.version);
  if (key === undefined) return work();
  const api = versionPath(endpoint.version).slice(1);
  const scope = `${ownerOf(exchange)} ${api}.${endpoint.route.operationId}`;
  const kept = await kernel.idempotency.once(
    { scope, key, fingerprint: fingerprintOf(exchange) },
    async () => {
      const outcome = await responseOrRefusal(exchange, work);
      return { answer: JSON.stringify(outcome.response), keep: outcome.keep };
    },
  );
  if (kept.replayed) ctx.set('Idempotent-Replayed', 'true');
  return JSON.parse(kept.answer) as EncodedResponse;
}

/** Callers without a token have no name, so that the keys of each network are apart. */
function ownerOf({ ctx, caller }: Exchange): string {
  if (caller.role !== 'anonymous') return String(caller.patronId);
  return isIP(addressOf(ctx)) === 0 ? 'anonymous' : `anonymous ${networkOf(addressOf(ctx))}`;
}

/**
 * The `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07), as a structured-field string or bare. Undefined
 * if the request has none, or if the version or the method does not support it.
 * @throws Refusal `request.validation_failed` for a key that is empty, longer than 255 characters, or has characters
 * that need escaping
 */
function idempotencyKey(ctx: Context, { idempotency }: ApiVersion): string | undefined {
  if (!idempotency || ctx.method !== 'POST' || ctx.headers['idempotency-key'] === undefined) return undefined;
  const given = ctx.get('Idempotency-Key');
  const key = /^"(.*)"$/.exec(given)?.[1] ?? given;
  if (/^[\x21\x23-\x5B\x5D-\x7E]{1,255}$/.test(key)) return key;
  throw new Refusal(validationFailed, { 'Idempotency-Key': [keyFault] }, { parameters: ['Idempotency-Key'] });
}

/** Requests with the same key and the same fingerprint are the same request. */
function fingerprintOf({ ctx, minor, raw }: Exchange): string {
  const text = JSON.stringify([ctx.path, ctx.querystring, minor, ...contentsOf(raw)]);
  return createHash('sha256').update(text).digest('base64url');
}

/** Files are compared by content, not by path. */
function contentsOf(raw: RawInput | undefined): readonly unknown[] {
  return raw?.files ? [raw.form, digestsOf(raw.files)] : [raw?.body ?? null];
}

function digestsOf(files: UploadedFiles): readonly unknown[] {
  return Object.entries(files).map(([field, some]) => [
    field,
    some.map(({ name, mediaType, sha256 }) => [name, mediaType, sha256]),
  ]);
}

async function responseOrRefusal(
  { kernel, ctx, endpoint, minor, form }: Exchange,
  work: () => Promise<EncodedResponse>,
) {
  const requestId = ctx.state['requestId'] as string;
  try {
    return { response: await work(), keep: true };
  } catch (error) {
    if (!(error instanceof Refusal) || passing(statusOf(error.reasons[0]))) throw error;
    ctx.state['code'] = error.code;
    const wording = kernel.sentences.in(languageOf(ctx));
    const request = { requestId, minor, form, wording };
    return { response: encodeRefusal(endpoint.version, error, request), keep: false };
  }
}
