import { refuseAfterSunset, setDeprecationHeaders } from '../declaration/sunset.js';
import type { Exchange } from './exchange.js';
import type { Reply } from '../declaration/reply.js';

/**
 * Sets `Deprecation`, `Sunset` and `Link` for everything deprecated that this request uses. It runs twice: first for
 * the route and the query, then again after the body was read.
 * @throws Refusal `request.gone` for anything past its sunset
 */
export function announceDeprecation({ kernel, endpoint, ctx, raw }: Exchange): void {
  if (!endpoint.isEnding) return;
  const sent = raw ?? { path: ctx['params'] as object, query: ctx.query };
  setDeprecationHeaders(ctx, endpoint.ends, sent);
  refuseAfterSunset(kernel.clock, endpoint.ends, sent);
}

/** Converts a request of an older minor to the newest form, as far as functions of change modules say so. */
export function upgradeRequest(exchange: Exchange): void {
  const { raw, form } = exchange;
  if (raw && form) exchange.raw = form.upgradeRequest(raw);
}

/** Converts an answer of the newest form to the minor of the request. A text stays as it is. */
export function downgradeResponse({ form }: Exchange, reply: Reply<number, unknown>): Reply<number, unknown> {
  const { status, body } = reply;
  if (!form || typeof body === 'string') return reply;
  return { ...reply, body: form.downgradeResponse(status, body) };
}
