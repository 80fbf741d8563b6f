import type { Context } from 'koa';
import type { SignedIn } from '../../../application/kernel/request/caller.js';
import type { PageKernel } from '../app/page-group.js';
import { networkOf } from '../limits/address.js';
import { addressOf } from '../limits/client-address.js';
import { readPageCookie, setPageCookie } from './page-cookie.js';
import { refuseForeignOrigin } from './own-origin.js';

/** Where people sign in. The page that they wanted is in `to`. */
export const signInPath = '/account/sign-in';

type Show = (ctx: Context, visitor: SignedIn) => Promise<void>;

/**
 * Runs a page on behalf of somebody who has signed in, within their limit and the deadline of a request. Everybody else
 * is sent to the sign-in, and comes back.
 * @throws Refusal `request.foreign_origin` for a change by a page of another origin, `request.limit_exceeded`
 */
export function forVisitors(kernel: PageKernel, show: Show): (ctx: Context) => Promise<void> {
  return async (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') refuseForeignOrigin(ctx);
    const isGone = () => ctx.req.socket.destroyed;
    await kernel.workload.run({ isGone }, async () => {
      const visitor = await visitorOf(ctx, kernel);
      if (!visitor) return askToSignIn(ctx);
      await kernel.limits.consumeRateLimit(ctx, { operationId: ctx.path }, visitor);
      await kernel.scope.run(factsOf(ctx, visitor), () => show(ctx, visitor));
    });
  };
}

/** The person who has signed in, whose visit lasts longer with each request. */
export async function visitorOf(ctx: Context, { visits }: PageKernel): Promise<SignedIn | undefined> {
  const token = readPageCookie(ctx);
  const visit = token === undefined ? undefined : await visits.find(token);
  if (!visit) return undefined;
  ctx.state['caller'] = visit.visitor;
  setPageCookie(ctx, visit.next);
  return visit.visitor;
}

function askToSignIn(ctx: Context): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 303;
  ctx.redirect(`${signInPath}?to=${encodeURIComponent(ctx.method === 'GET' ? ctx.url : ctx.path)}`);
}

function factsOf(ctx: Context, visitor: SignedIn) {
  return {
    requestId: ctx.state['requestId'] as string,
    caller: visitor,
    network: () => networkOf(addressOf(ctx)),
    userAgent: ctx.get('User-Agent'),
  };
}
