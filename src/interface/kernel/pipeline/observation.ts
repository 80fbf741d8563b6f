import type { Context } from 'koa';
import type { Caller } from '../../../application/kernel/request/caller.js';
import { networkOf } from '../limits/address.js';
import { addressOf } from '../limits/client-address.js';
import { usedParts } from '../declaration/sunset.js';
import type { Exchange } from './exchange.js';

const nobody: Caller = { role: 'anonymous' };
const none: readonly string[] = [];

/** The facts of a request in `ctx.state`, once it has an answer. */
interface State {
  readonly requestId: string;
  /** Undefined for a request that reached no operation. */
  readonly exchange?: Exchange;
  readonly caller?: Caller;
  readonly code?: string;
}

/** Tells the observer of a request to an operation, after its answer or its refusal. */
export function observeAnswer(ctx: Context): void {
  const { exchange, requestId, caller = nobody, code } = ctx.state as State;
  if (!exchange) return;
  const { kernel, endpoint, minor, minorSource } = exchange;
  const status = ctx.res.statusCode;
  const address = addressOf(ctx);
  const { 'user-agent': userAgent = '', origin = '' } = ctx.req.headers;
  kernel.observer.answered({
    requestId,
    operationId: endpoint.route.operationId,
    major: endpoint.version.major,
    minor,
    minorSource,
    caller,
    status,
    code: status < 400 ? undefined : code,
    isRehearsal: exchange.rehearsedAt !== undefined,
    isDeprecated: endpoint.ends.whole !== undefined,
    deprecatedParts: endpoint.ends.parts.length === 0 ? none : partsOf(exchange),
    userAgent,
    origin,
    address,
    network: () => networkOf(address),
  });
}

function partsOf({ endpoint, ctx, raw }: Exchange): readonly string[] {
  const sent = raw ?? { query: ctx.query };
  return usedParts(endpoint.ends, sent).map((part) => `${part.in}:${part.name}`);
}
