import type { Caller } from '../../../application/kernel/request/caller.js';
import type { EncodedResponse } from '../answer/encoded-response.js';
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
 * On a route that checks a secret of an account, runs the rest within the strict limits, of which only failures count.
 * @throws Refusal `request.limit_exceeded`
 */
export function limitFailedSignIns(
  exchange: Exchange,
  work: () => Promise<EncodedResponse>,
): Promise<EncodedResponse> {
  const { kernel, ctx, endpoint } = exchange;
  const { signInLimit, sparedSignIns = [] } = endpoint.route;
  const account = signInLimit?.(handlerInput(exchange));
  return account === undefined
    ? work()
    : kernel.signInLimit.attempt(ctx, { account, spared: sparedSignIns }, work);
}

/**
 * On a route that makes the service send a mail, takes a point from the address and the account.
 * @throws Refusal `request.limit_exceeded`
 */
export async function consumeMailLimit(exchange: Exchange): Promise<void> {
  const { kernel, ctx, endpoint } = exchange;
  const account = endpoint.route.mailLimit?.(handlerInput(exchange));
  if (account !== undefined) await kernel.accessControl.consumeMailLimit(ctx, account);
}
