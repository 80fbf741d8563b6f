import type { Exchange } from './exchange.js';
import { checkInput as check, type Checked } from '../input/validate.js';
import { HandlerInput, knownUrl, readRequestParts } from './handler-input.js';
import type { Input } from '../declaration/route.js';
import { versionPath } from '../declaration/version.js';

/** On a route with `cache`, a URL that was parsed before is not read and validated again. */
export function recallRequest(exchange: Exchange): void {
  const { endpoint, ctx, minor } = exchange;
  if (!endpoint.parsed || endpoint.isEnding) return;
  const known = endpoint.parsed.get(`${minor} ${ctx.req.url}`);
  exchange.checked = known?.checked;
  exchange.cacheKey = known?.key;
}

/**
 * Reads path, query and, if the route accepts one, the body. The deadline is paused while the client sends the body.
 * @throws Refusal see `readBody`
 */
export async function readRawInput(exchange: Exchange): Promise<void> {
  const { kernel, ctx, endpoint, checked } = exchange;
  if (checked) return;
  const { accepts } = endpoint.route;
  const read = () => readRequestParts(ctx, endpoint.route);
  exchange.raw = await (accepts?.body || accepts?.files ? kernel.workload.pauseDeadline(read) : read());
}

/** For a route with `cache`: validates the input, and makes the cache key from minor, path and sorted query. */
export function parseCachedRequest(exchange: Exchange): void {
  const { endpoint, ctx, minor, cacheKey } = exchange;
  if (!endpoint.parsed || cacheKey !== undefined) return;
  const checked = checkInput(exchange);
  const { pathname, search } = knownUrl(ctx, checked);
  const key = `${versionPath(endpoint.version)} ${minor} ${pathname}${search}`;
  exchange.cacheKey = key;
  endpoint.parsed.set(`${minor} ${ctx.req.url}`, { checked, key });
}

/**
 * Validates all parts against the shapes of the route in the minor that was asked for: what came later is as unknown as it
 * was then.
 * @throws Refusal `request.validation_failed` with all errors
 */
export function checkInput(exchange: Exchange): Checked {
  const { endpoint, form, raw = nothingRead } = exchange;
  const { accepts } = form ?? endpoint.route;
  exchange.checked ??= check(accepts, raw, endpoint.version.unknownQueryIsFault);
  return exchange.checked;
}

const nothingRead = { path: {}, query: {}, body: undefined };

/** The input of the handler, after validation. */
export function handlerInput(exchange: Exchange): Input<object, never> {
  const { kernel, ctx, caller, minor, form } = exchange;
  const checked = checkInput(exchange);
  const newest = form?.asNewest(checked);
  const hasPlainTag = form?.hasPlainTag;
  exchange.input ??= new HandlerInput(ctx, checked, caller, minor, kernel.sentences, newest, hasPlainTag);
  // The input was validated against the declaration of the route, and the caller was authenticated.
  return exchange.input as unknown as Input<object, never>;
}
