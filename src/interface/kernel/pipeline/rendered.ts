import type { Context, Middleware } from 'koa';
import type { Reply } from '../declaration/reply.js';

/**
 * Runs the Koa middleware that a handler has returned instead of a body, such as a page from a package. The text that
 * it sets as `ctx.body` becomes the body, and its headers stay.
 */
export async function rendered(ctx: Context, reply: Reply<number, unknown>): Promise<Reply<number, unknown>> {
  await (reply.body as Middleware)(ctx, async () => undefined);
  return { ...reply, body: ctx.body };
}
