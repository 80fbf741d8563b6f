import type { Exchange } from './exchange.js';
import { checkInput as check } from '../input/validate.js';
import { HandlerInput, knownUrl, readRequestParts, type Checked } from './handler-input.js';
import type { Input } from '../declaration/route.js';
import { versionPath } from '../declaration/version.js';

/** Where answers are kept, a URL that was read before need not be read and checked again. */
export function recallRequest(exchange: Exchange): void {
  const { endpoint, ctx, minor } = exchange;
  if (!endpoint.parsed || endpoint.isEnding) return;
  const known = endpoint.parsed.get(`${minor} ${ctx.req.url}`);
  exchange.checked = known?.checked;
  exchange.cacheKey = known?.key;
}

/**
 * Reads path, query and, where the route accepts one, the body. A body takes the client's time and not ours.
 * @throws Refusal see `readBody`
 */
export async function readRawInput(exchange: Exchange): Promise<void> {
  const { kernel, ctx, endpoint, checked } = exchange;
  if (checked) return;
  const { accepts } = endpoint.route;
  const read = () => readRequestParts(ctx, endpoint.route);
  exchange.raw = await (accepts?.body || accepts?.files ? kernel.workload.pauseDeadline(read) : read());
}

/** For a route with `cache`: checks the input, and makes the key of it: minor, path and sorted query. */
export function parseCachedRequest(exchange: Exchange): void {
  const { endpoint, ctx, minor, cacheKey } = exchange;
  if (!endpoint.parsed || cacheKey !== undefined) return;
  const checked = checkInput(exchange);
  const { pathname, search } = knownUrl(ctx, checked);
  const key = `${versionPath(endpoint.version)} ${minor} ${pathname}${search}`;
  exchange.cacheKey = key;
  endpoint.parsed.set(`${minor} ${ctx.req.url}`, { checked, key });
}

/** Checks all parts against the shapes of the route. @throws Refusal `request.validation_failed` with all faults together */
export function checkInput(exchange: Exchange): Checked {
  const { endpoint, raw = nothingRead } = exchange;
  exchange.checked ??= check(endpoint.route.accepts, raw, endpoint.version.unknownQueryIsFault);
  return exchange.checked;
}

const nothingRead = { path: {}, query: {}, body: undefined };

/** What the handler gets, once the input is checked. */
export function handlerInput(exchange: Exchange): Input<object, never> {
  const { ctx, caller, minor } = exchange;
  exchange.input ??= new HandlerInput(ctx, checkInput(exchange), caller, minor);
  // The parts were checked against what the route has declared, and so was the caller.
  return exchange.input as unknown as Input<object, never>;
}
