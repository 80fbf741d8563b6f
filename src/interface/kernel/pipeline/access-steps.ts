import type { Caller } from '../../../application/kernel/request/caller.js';
import type { Exchange } from './exchange.js';
import { handlerInput } from './input-steps.js';

/** Finds out who is calling, and whether the route is for them. @throws Refusal see `AccessControl.authenticate` */
export function authenticate({ kernel, ctx, endpoint }: Exchange): Promise<Caller> {
  return kernel.accessControl.authenticate(ctx, endpoint.route);
}

/** Takes a point of the caller's limit. @throws Refusal `request.limit_exceeded` */
export function consumeRateLimit({ kernel, ctx, endpoint, caller }: Exchange): Promise<void> {
  return kernel.accessControl.consumeRateLimit(ctx, endpoint.route, caller);
}

/** For a route that tries passwords: takes a point of the address and of the account. @throws Refusal `request.limit_exceeded` */
export async function consumeSignInLimit(exchange: Exchange): Promise<void> {
  const { kernel, ctx, endpoint } = exchange;
  const account = endpoint.route.signInLimit?.(handlerInput(exchange));
  if (account !== undefined) await kernel.accessControl.consumeSignInLimit(ctx, account);
}
