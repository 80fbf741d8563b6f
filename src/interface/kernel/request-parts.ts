import type { Context } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import { readBody } from './body.js';
import { revisionIn, revisionTag } from './etag.js';
import { checkInput, type RawInput } from './input.js';
import type { Input, Route } from './route.js';

/** The parts of a request as they came; a body only where the route accepts one. */
export async function rawInput(ctx: Context, { accepts }: Route): Promise<RawInput> {
  const body = accepts?.body && (await readBody(ctx));
  ctx.state['body'] = body;
  return { path: ctx['params'] as object, query: { ...ctx.query }, body };
}

/** The parts of a request that have been checked. */
export type Checked = ReturnType<typeof checkInput>;

/** What a handler gets, of parts that were checked: now, or when the same was asked before. */
export function inputOf(
  ctx: Context,
  checked: Checked,
  { caller, minor }: { caller: Caller; minor: string },
): Input<object, Caller> {
  return {
    path: checked.path,
    query: checked.query,
    body: checked.body,
    caller,
    revision: revisionIn(ctx.get('If-Match')),
    minor,
    tag: (revision: number) => revisionTag(revision, minor),
    // Few routes want it.
    get url() {
      return knownUrl(ctx, checked);
    },
  } as Input<object, Caller>;
}

/** The URL without query parameters that the route does not know, and without a host: links stay on this server. */
export function knownUrl(ctx: Context, { query }: Pick<Checked, 'query'>): URL {
  const url = new URL(ctx.path, 'http://localhost');
  for (const [name, value] of Object.entries(ctx.query).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (query && Object.hasOwn(query, name)) url.searchParams.set(name, String(value));
  }
  return url;
}
