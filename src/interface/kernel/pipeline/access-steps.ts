import type { Caller } from '../../../application/kernel/request/caller.js';
import type { Exchange } from './exchange.js';
import { handlerInput } from './input-steps.js';

/**
 * Identifies the caller, and checks whether they may call the route.
 * @throws Refusal see `AccessControl.authenticate`
 */
export function authenticate({ kernel, ctx, endpoint }: Exchange): Promise<Caller> {
  return kernel.accessControl.authenticate(ctx, endpoint.route);
}

/** Takes a point from the caller's limit. @throws Refusal `request.limit_exceeded` */
export function consumeRateLimit({ kernel, ctx, endpoint, caller }: Exchange): Promise<void> {
  return kernel.accessControl.consumeRateLimit(ctx, endpoint.route, caller);
}

/**
 * On a route that checks passwords, takes a point from the address and the account.
 * @throws Refusal `request.limit_exceeded`
 */
export async function consumeSignInLimit(exchange: Exchange): Promise<void> {
  const { kernel, ctx, endpoint } = exchange;
  const account = endpoint.route.signInLimit?.(handlerInput(exchange));
  if (account !== undefined) await kernel.accessControl.consumeSignInLimit(ctx, String(account));
}

/**
 * On a route that makes the service send a mail, takes a point from the address and the account.
 * @throws Refusal `request.limit_exceeded`
 */
export async function consumeMailLimit(exchange: Exchange): Promise<void> {
  const { kernel, ctx, endpoint } = exchange;
  const account = endpoint.route.mailLimit?.(handlerInput(exchange) as never);
  if (account !== undefined) await kernel.accessControl.consumeMailLimit(ctx, account);
}
