import type { Context } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import { readBody } from './body.js';
import { revisionIn, revisionTag } from './etag.js';
import { checkInput, type RawInput } from './input.js';
import type { Input, Route } from './route.js';
import type { ApiVersion } from './version.js';

/** The parts of a request as they came; a body only where the route accepts one. */
export async function rawInput(ctx: Context, { accepts }: Route): Promise<RawInput> {
  const body = accepts?.body && (await readBody(ctx));
  ctx.state['body'] = body;
  return { path: ctx['params'] as object, query: { ...ctx.query }, body };
}

/** What a handler gets. @throws Refusal `request.validation_failed` with all faults together */
export function inputOf(
  ctx: Context,
  version: ApiVersion,
  { accepts = {} }: Route,
  raw: RawInput,
  { caller, minor }: { caller: Caller; minor: string },
): Input<object, Caller> {
  const checked = checkInput(accepts, raw, version.unknownQueryIsFault);
  return {
    ...checked,
    caller,
    revision: revisionIn(ctx.get('If-Match')),
    minor,
    tag: (revision: number) => revisionTag(revision, minor),
    // Few routes want it.
    get url() {
      return knownUrl(ctx, checked.query);
    },
  } as Input<object, Caller>;
}

/** The URL without query parameters that the route does not know, and without a host: links stay on this server. */
function knownUrl(ctx: Context, query: object | undefined): URL {
  const url = new URL(ctx.path, 'http://localhost');
  for (const [name, value] of Object.entries(ctx.query).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (query && Object.hasOwn(query, name)) url.searchParams.set(name, String(value));
  }
  return url;
}
