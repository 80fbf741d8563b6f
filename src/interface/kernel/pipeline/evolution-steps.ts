import { downgradeResponse as downgrade, upgradeRequest as upgrade } from '../declaration/contract-change.js';
import { refuseAfterSunset, setDeprecationHeaders } from '../declaration/sunset.js';
import type { Exchange } from './exchange.js';
import type { Reply } from '../declaration/reply.js';

/**
 * Tells, in `Deprecation`, `Sunset` and `Link`, what this request uses that will go away: first as far as the route and
 * the query say, then again when the body was read.
 * @throws Refusal `request.gone` for what is past its sunset
 */
export function announceDeprecation({ kernel, endpoint, ctx, raw }: Exchange): void {
  if (!endpoint.isEnding) return;
  const sent = raw ?? { query: ctx.query };
  setDeprecationHeaders(ctx, endpoint.ends, sent);
  refuseAfterSunset(kernel.clock, endpoint.ends, sent);
}

/** Turns a request of an older minor into the newest form. */
export function upgradeRequest(exchange: Exchange): void {
  const { raw, changes, endpoint } = exchange;
  if (raw && changes.length > 0) exchange.raw = upgrade(endpoint.route.operationId, raw, changes);
}

/** Turns an answer of the newest form into that of the minor that was asked for; a text stays as it is. */
export function downgradeResponse(
  { endpoint, changes }: Exchange,
  reply: Reply<number, unknown>,
): Reply<number, unknown> {
  const { status, body } = reply;
  if (typeof body === 'string' || changes.length === 0) return reply;
  return { ...reply, body: downgrade({ operationId: endpoint.route.operationId, status, body }, changes) };
}
