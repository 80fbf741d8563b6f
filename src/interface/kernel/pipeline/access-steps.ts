import type { Caller, SignedIn } from '../../../application/kernel/request/caller.js';
import { Refusal, withParameters } from '../../../domain/kernel/refusal.js';
import type { EncodedResponse } from '../answer/encoded-response.js';
import type { Audience, Route } from '../declaration/route.js';
import {
  notAllowed,
  scopeMissing,
  secondFactorMissing,
  tokenInvalid,
  tokenMissing,
} from '../errors/refusals.js';
import type { Exchange } from './exchange.js';
import { handlerInput } from './input-steps.js';

const rank: Readonly<Record<Audience, number>> = { anonymous: 0, patron: 1, librarian: 2, admin: 3 };

/** The field `Authorization` with a bearer token (RFC 6750, 2.1). */
export const bearer = /^Bearer +([\w.~+/=-]+) *$/i;

/** Finds out who calls, whether or not they may call this route: a refusal before that counts as theirs, too. */
export async function identifyCaller({ kernel, ctx }: Exchange): Promise<SignedIn | undefined> {
  const token = bearer.exec(ctx.get('authorization'))?.[1];
  const caller = token === undefined ? undefined : await kernel.callers.identify(token);
  if (caller) ctx.state['caller'] = caller;
  return caller;
}

/**
 * Checks whether the caller may call this route. On a public route an invalid token counts as no token, because a client
 * gets a new token there. So does one whose owner has to set up a second factor. A public route needs no scope.
 * @throws Refusal `request.token_missing`, `request.token_invalid`, `request.not_allowed`, `request.scope_missing`,
 * `request.second_factor_missing`
 */
export function checkAccess({ ctx, endpoint: { route } }: Exchange, caller: SignedIn | undefined): Caller {
  const lacksFactor = caller?.secondFactor === 'missing' && !route.beforeSecondFactor;
  if (route.audience === 'anonymous' && (!caller || lacksFactor)) {
    ctx.state['caller'] = undefined;
    return { role: 'anonymous' };
  }
  if (!caller) throw new Refusal(ctx.get('authorization') === '' ? tokenMissing : tokenInvalid);
  checkRight(caller, route, lacksFactor);
  return caller;
}

function checkRight({ role, scopes }: SignedIn, { audience, scope = '' }: Route, lacksFactor: boolean): void {
  if (lacksFactor) throw new Refusal(secondFactorMissing);
  if (rank[role] < rank[audience]) throw new Refusal(notAllowed);
  if (audience !== 'anonymous' && scopes?.includes(scope) === false) {
    throw new Refusal(withParameters(scopeMissing, { scope }, 'This needs a key with the scope {{scope}}.'));
  }
}

/** Takes a point from the caller's limit. @throws Refusal `request.limit_exceeded` */
export function consumeRateLimit({ kernel, ctx, endpoint, caller }: Exchange): Promise<void> {
  return kernel.limits.consumeRateLimit(ctx, endpoint.route, caller);
}

/**
 * On a route that makes the service send a mail, takes a point from the address and the account. On a route that checks
 * a secret of an account, runs the rest within the strict limits, of which only failures count.
 * @throws Refusal `request.limit_exceeded`
 */
export async function limitAccountUse(
  exchange: Exchange,
  work: () => Promise<EncodedResponse>,
): Promise<EncodedResponse> {
  const { kernel, ctx, endpoint } = exchange;
  const { mailLimit, signInLimit, sparedSignIns = [] } = endpoint.route;
  const mailed = mailLimit?.(handlerInput(exchange));
  if (mailed !== undefined) await kernel.limits.consumeMailLimit(ctx, mailed);
  const account = signInLimit?.(handlerInput(exchange));
  if (account === undefined) return work();
  return kernel.signInLimit.attempt(ctx, { account, spared: sparedSignIns }, work);
}
