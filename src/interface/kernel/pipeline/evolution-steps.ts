import { refuseAfterSunset, setDeprecationHeaders } from '../declaration/sunset.js';
import { languageOf } from '../answer/language.js';
import type { Exchange } from './exchange.js';
import type { Reply } from '../declaration/reply.js';

/**
 * Sets `Deprecation`, `Sunset` and `Link` for everything deprecated that this request uses. It runs twice: first for
 * the route and the query, then again after the body was read.
 */
export function announceDeprecation({ endpoint, ctx, raw }: Exchange): void {
  if (endpoint.isEnding) setDeprecationHeaders(ctx, endpoint.ends, sentOf({ ctx, raw }));
}

/**
 * Runs after each announcement. The caller is known then, and their rights are not checked yet.
 * @throws Refusal `request.gone` for anything past its sunset
 */
export function refuseWhatIsGone({ kernel, endpoint, ctx, raw }: Exchange): void {
  if (endpoint.isEnding) refuseAfterSunset(kernel.clock, endpoint.ends, sentOf({ ctx, raw }));
}

function sentOf({ ctx, raw }: Pick<Exchange, 'ctx' | 'raw'>): NonNullable<Exchange['raw']> {
  return raw ?? { path: ctx['params'] as object, query: ctx.query, body: undefined };
}

/** Converts a request of an older minor to the newest form, as far as functions of change modules say so. */
export function upgradeRequest(exchange: Exchange): void {
  const { raw, form } = exchange;
  if (raw && form) exchange.raw = form.upgradeRequest(raw);
}

/** Converts an answer of the newest form to the minor of the request. A text stays as it is. */
export function downgradeResponse(
  { kernel, ctx, form }: Exchange,
  reply: Reply<number, unknown>,
): Reply<number, unknown> {
  const { status, body } = reply;
  if (!form || typeof body === 'string') return reply;
  return { ...reply, body: form.downgradeResponse(status, body, kernel.sentences.in(languageOf(ctx))) };
}
