import { networkOf } from '../limits/address.js';
import { addressOf } from '../limits/client-address.js';
import type { Exchange } from './exchange.js';
import { handlerInput } from './input-steps.js';
import { rendered } from './rendered.js';
import type { Reply } from '../declaration/reply.js';

type AnyReply = Reply<number, unknown>;

/**
 * Runs the rest of the pipeline within the request deadline. A cacheable answer is computed to its end even if the
 * client has disconnected, because other requests wait for it.
 * @throws Refusal `kernel.unavailable`
 */
export function runWithinDeadline(
  { kernel, ctx, endpoint }: Exchange,
  work: () => Promise<void>,
): Promise<void> {
  const isGone = () => endpoint.route.cache === undefined && ctx.req.socket.destroyed;
  return kernel.workload.run({ isGone }, work);
}

/** For a route with `reads`: a replica may answer its reads, if it has all writes of the caller. */
export function allowStaleReads(
  { kernel, endpoint, caller }: Exchange,
  work: () => Promise<AnyReply>,
): Promise<AnyReply> {
  return endpoint.route.reads ? kernel.reads.allowStale(caller, work) : work();
}

/** Calls the handler of the route on behalf of the caller, and then the middleware that it may have returned. */
export async function callHandler(exchange: Exchange): Promise<AnyReply> {
  const { kernel, endpoint, ctx, caller } = exchange;
  const facts = {
    requestId: ctx.state['requestId'] as string,
    caller,
    network: () => networkOf(addressOf(ctx)),
    userAgent: ctx.get('User-Agent'),
  };
  const input = handlerInput(exchange);
  const reply = await kernel.scope.run(facts, () => endpoint.route.handle(input));
  noteRead(exchange, reply);
  return typeof reply.body === 'function' ? rendered(ctx, reply) : reply;
}

/** For the twin check, which compares it later. */
function noteRead({ kernel, endpoint }: Exchange, { body, madeOf }: AnyReply): void {
  if (madeOf) kernel.twins?.noteRead(endpoint.version.major, endpoint.route.operationId, body, madeOf);
}
