import type { RouterContext } from '@koa/router';
import type Koa from 'koa';
import type { Middleware } from 'koa';
import mount from 'koa-mount';

/**
 * The middlewares of another Koa application, with the rest of the path. They share our context, so their errors and what
 * they leave unanswered get our forms.
 */
export function koaApplication(path: string, app: Koa): Middleware {
  const mounted = mount(path, app);
  return (ctx, next) => {
    compareRequestedPath(ctx as RouterContext);
    return mounted(ctx, next);
  };
}

/** A router of the application compares the rest of the path, not our decoded form of the whole one. */
function compareRequestedPath(ctx: RouterContext): void {
  ctx.newRouterPath = '';
}
