import { downgradeResponse as downgrade, upgradeRequest as upgrade } from '../declaration/contract-change.js';
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

/** Converts a request of an older minor to the newest form. */
export function upgradeRequest(exchange: Exchange): void {
  const { raw, changes, endpoint } = exchange;
  if (raw && changes.length > 0) exchange.raw = upgrade(endpoint.route.operationId, raw, changes);
}

/** Converts an answer of the newest form to the minor of the request. A text stays as it is. */
export function downgradeResponse(
  { endpoint, changes }: Exchange,
  reply: Reply<number, unknown>,
): Reply<number, unknown> {
  const { status, body } = reply;
  if (typeof body === 'string' || changes.length === 0) return reply;
  return { ...reply, body: downgrade({ operationId: endpoint.route.operationId, status, body }, changes) };
}
