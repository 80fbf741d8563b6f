import type { Context } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { chooseMinor } from './minor.js';
import { versionMalformed, versionUnknown } from './refusals.js';
import type { ApiVersion } from './version.js';

/**
 * Finds the minor that a request is to be answered as, and names it in the answer.
 * @param known all minors of the version, oldest first
 * @param caller undefined as long as nobody knows who it is: a fault of the header is told before anything else
 * @throws Refusal `request.version_malformed`, `request.version_unknown`, with those that there are
 */
export function askedMinor(
  ctx: Context,
  version: ApiVersion,
  known: readonly [string, ...string[]],
  caller?: Caller,
): string {
  const pins = caller && caller.role !== 'anonymous' ? caller.pins : undefined;
  const choice = chooseMinor(ctx.get('API-Version'), pins?.[version.major], known);
  ctx.vary('API-Version');
  ctx.set('API-Version', 'minor' in choice ? choice.minor : version.baseline);
  if ('minor' in choice) return choice.minor;
  const isUnknown = choice.fault === 'unknown' || choice.fault === 'wrong_major';
  const fields = { 'API-Version': [`API-Version must be one of ${known.join(', ')}`] };
  throw new Refusal(isUnknown ? versionUnknown : versionMalformed, fields, { parameters: ['API-Version'] });
}
