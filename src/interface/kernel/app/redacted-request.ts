import type { Context } from 'koa';
import type { FailedRequest } from '../../../application/kernel/process/report.js';
import { readBody } from '../input/body.js';

/** Headers that influence the answer and contain no secret. */
const kept = ['accept', 'api-version', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'];

/** Names of fields and parameters whose values are removed. */
const secret = /password|secret|token|^key$|authorization/i;

const hidden = '(withheld)';

/** The request as far as it was read, without secrets, for the report of a failure: see `FailedRequest`. */
export async function redactedRequest(ctx: Context): Promise<FailedRequest> {
  const { requestId } = ctx.state as { requestId: string };
  const { body, isMissing } = await bodyOf(ctx);
  const query = [...new URLSearchParams(ctx.querystring)];
  const sent = {
    method: ctx.method,
    url: `${ctx.path}${queryText(query)}`,
    headers: Object.fromEntries(kept.map((name) => [name, ctx.get(name)]).filter(([, text]) => text !== '')),
    withToken: ctx.get('authorization') !== '',
    body: withoutSecrets(body),
    withheld: [...(isMissing ? ['body'] : []), ...secretsIn(Object.fromEntries(query)), ...secretsIn(body)],
  } as const;
  const words = `${ctx.get('authorization')} ${ctx.get('cookie')} ${ctx.get('idempotency-key')}`.split(
    /[\s;=]+/,
  );
  const values = query.map(([, value]) => value);
  return { requestId, sent, texts: textsIn([words, values, ctx['params'], body]) };
}

/**
 * The body if it was read, or if all of it is already buffered. A failed request does not wait for the client: a body
 * that has not arrived is missing. So are a form, which can be large, and the body of a method that takes none.
 */
async function bodyOf(ctx: Context): Promise<{ body: unknown; isMissing: boolean }> {
  if ('body' in ctx.state) return { body: ctx.state['body'], isMissing: false };
  const unreadable = { body: undefined, isMissing: true };
  const length = ctx.get('content-length') || (ctx.get('transfer-encoding') === '' ? '0' : '');
  if (length !== String(ctx.req.readableLength)) return unreadable;
  if (length !== '0' && !['POST', 'PUT', 'PATCH'].includes(ctx.method)) return unreadable;
  return readBody(ctx).then(
    (body) => ({ body, isMissing: false }),
    () => unreadable,
  );
}

function queryText(query: readonly [string, string][]): string {
  if (query.length === 0) return '';
  const shown = query.map(([name, value]): [string, string] => [name, secret.test(name) ? hidden : value]);
  return `?${new URLSearchParams(shown).toString()}`;
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]): [string, unknown] => [
    name,
    secret.test(name) ? hidden : withoutSecrets(each),
  ]);
  return Object.fromEntries(entries);
}

/** The names of all secret fields in a value. */
function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (secret.test(name) ? [name] : secretsIn(each)));
}

/** All texts in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
