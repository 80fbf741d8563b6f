import type { Context } from 'koa';
import type { Caller } from '../../../application/kernel/request/caller.js';
import type { Language } from '../../../domain/kernel/language.js';
import { readBody } from '../input/body.js';
import { languageOf } from '../answer/language.js';
import { revisionIn, revisionTag } from '../answer/etag.js';
import type { UploadedFiles } from '../declaration/form.js';
import type { Sentences, Wording } from '../errors/sentences.js';
import type { Checked } from '../input/validate.js';
import type { RawInput } from '../declaration/route.js';
import { readForm } from '../input/read-form.js';
import type { Input, Route } from '../declaration/route.js';
import { uploadFolder } from '../input/upload-folder.js';

/** Reads the parts of a request. A body or a form is read only if the route accepts one. */
export async function readRequestParts(ctx: Context, { accepts }: Route): Promise<RawInput> {
  const path = ctx['params'] as object;
  const query = { ...ctx.query };
  if (accepts?.files) return { path, query, ...(await readForm(ctx, accepts.files, uploadFolder(ctx))) };
  const body = accepts?.body && (await readBody(ctx));
  ctx.state['body'] = body;
  return { path, query, body };
}

/**
 * The input of a handler. Properties that few routes need are computed on access. It is a class because V8 allocates an
 * accessor on the object itself in the old generation, together with everything that belongs to the request.
 */
export class HandlerInput implements Omit<Input<object, Caller>, keyof Checked> {
  readonly path: object | undefined;
  readonly query: object | undefined;
  readonly body: object | undefined;
  readonly form: object | undefined;
  readonly files: UploadedFiles | undefined;

  /**
   * @param newest the same with the shapes of the newest minor, which the handler knows
   * @param hasPlainTag whether the tag depends on the revision alone in this minor
   */
  constructor(
    private readonly ctx: Context,
    private readonly checked: Checked,
    readonly caller: Caller,
    readonly minor: string,
    private readonly sentences: Sentences,
    newest: Checked = checked,
    private readonly hasPlainTag = false,
  ) {
    ({ path: this.path, query: this.query, body: this.body, form: this.form, files: this.files } = newest);
  }

  get revision(): number | undefined {
    return revisionIn(this.ctx.get('If-Match'));
  }

  get tag(): (revision: number, rest?: string) => string {
    return (revision, rest) => revisionTag(revision, this.minor, this.hasPlainTag ? undefined : rest);
  }

  get language(): Language {
    return languageOf(this.ctx);
  }

  get wording(): Wording {
    return this.sentences.in(this.language);
  }

  get url(): URL {
    return knownUrl(this.ctx, this.checked);
  }
}

/**
 * The URL without query parameters that the route does not know, and without a host, so that links stay on this server.
 */
export function knownUrl(ctx: Context, { query }: Pick<Checked, 'query'>): URL {
  const url = new URL(ctx.path, 'http://localhost');
  for (const [name, value] of Object.entries(ctx.query).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (query && Object.hasOwn(query, name)) url.searchParams.set(name, String(value));
  }
  return url;
}
