import type { Context } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { foreignOrigin } from '../errors/page-refusals.js';

/**
 * For every request that changes something: browsers say with `Origin` which page sent it, and no page can change that.
 * A request without it comes from no form of ours.
 * @throws Refusal `request.foreign_origin`
 */
export function refuseForeignOrigin(ctx: Context): void {
  const origin = ctx.get('Origin');
  if (!URL.canParse(origin) || new URL(origin).host !== ctx.host) throw new Refusal(foreignOrigin);
}
