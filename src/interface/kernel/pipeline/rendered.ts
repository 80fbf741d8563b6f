import type { Context, Middleware } from 'koa';
import type { Reply } from '../declaration/reply.js';

/**
 * Runs the middleware of Koa that a handler has answered with in the place of a body, such as a page that a package
 * makes: the text that it leaves as `ctx.body` is the body, and the headers that it sets stay.
 */
export async function rendered(ctx: Context, reply: Reply<number, unknown>): Promise<Reply<number, unknown>> {
  await (reply.body as Middleware)(ctx, async () => undefined);
  return { ...reply, body: ctx.body };
}
