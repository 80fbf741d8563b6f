import type { Exchange } from './exchange.js';
import { handlerInput } from './input-steps.js';
import { rendered } from './rendered.js';
import type { Reply } from '../declaration/reply.js';

type AnyReply = Reply<number, unknown>;

/**
 * Does the rest within the time that a request may take. What is kept for others is computed to its end, also when the
 * first who asked has hung up.
 * @throws Refusal `kernel.unavailable`
 */
export function runWithinDeadline(
  { kernel, ctx, endpoint }: Exchange,
  work: () => Promise<void>,
): Promise<void> {
  const isGone = () => endpoint.route.cache === undefined && ctx.req.socket.destroyed;
  return kernel.workload.run({ isGone }, work);
}

/** For a route with `reads`: its reads may be answered by a replica that shows what the caller has written. */
export function allowStaleReads(
  { kernel, endpoint, caller }: Exchange,
  work: () => Promise<AnyReply>,
): Promise<AnyReply> {
  return endpoint.route.reads ? kernel.reads.allowStale(caller, work) : work();
}

/** Calls the route's own handler, in the name of the caller, and then the middleware that it may have answered with. */
export async function callHandler(exchange: Exchange): Promise<AnyReply> {
  const { kernel, endpoint, ctx, caller } = exchange;
  const facts = { requestId: ctx.state['requestId'] as string, caller };
  const input = handlerInput(exchange);
  const reply = await kernel.scope.run(facts, () => endpoint.route.handle(input));
  return typeof reply.body === 'function' ? rendered(ctx, reply) : reply;
}
