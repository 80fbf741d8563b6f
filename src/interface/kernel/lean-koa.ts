import Koa, { type Context } from 'koa';

/** The fields of a head by name, in the case in which they are written everywhere. */
export type HeadFields = Record<string, string | string[]>;

interface LeanResponse {
  fields: HeadFields;
  /** What follows the head, where it was given by `reply`. */
  text?: string;
}

/** These say by themselves that nothing follows the head (RFC 9110, 15.3.5 and 15.4.5). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Koa that writes the head of an answer in one go. Koa's own response hands every field to Node by itself and watches
 * each answer for its end, which together costs more than all else that a small answer needs. Middleware sees no
 * difference. Bodies are texts or bytes: nothing here is a stream.
 */
export class LeanKoa extends Koa {
  /** Once true, every answer ends its connection. */
  isLeaving = false;

  /** @param always the fields that every answer begins with */
  constructor(
    options: { readonly proxy: boolean; readonly maxIpsCount: number },
    private readonly always: Readonly<HeadFields>,
  ) {
    super(options);
    Object.assign(this.response, head);
  }

  /** What Koa's `callback` calls with each request. */
  async handleRequest(ctx: Context, answer: (ctx: Context) => Promise<void>): Promise<void> {
    (ctx.response as unknown as LeanResponse).fields = { ...this.always };
    try {
      await answer(ctx);
      respond(ctx);
    } catch (error) {
      ctx.onerror(error as Error);
    }
  }
}

/** Koa's own methods, on fields that are still ours. */
const head: ThisType<LeanResponse> & object = {
  get(name: string): string {
    return (this.fields[name] ?? '') as string;
  },
  has(name: string): boolean {
    return name in this.fields;
  },
  set(name: string | HeadFields, value?: string | string[] | number): void {
    if (typeof name !== 'string') Object.assign(this.fields, name);
    else this.fields[name] = typeof value === 'object' ? value : String(value);
  },
  remove(name: string): void {
    delete this.fields[name];
  },
  vary(name: string): void {
    const { Vary: known = '' } = this.fields;
    if (known === '') this.fields['Vary'] = name;
    else if (!`, ${String(known)}, `.includes(`, ${name}, `))
      this.fields['Vary'] = `${String(known)}, ${name}`;
  },
};

/** Answers with what is measured already: its length stands among the fields. */
export function reply({ res, response }: Context, status: number, fields: HeadFields, text: string): void {
  const lean = response as unknown as LeanResponse;
  res.statusCode = status;
  Object.assign(lean.fields, fields);
  lean.text = text;
}

function respond({ app, res, response }: Context): void {
  const { fields, text } = response as unknown as LeanResponse;
  if (res.headersSent) return;
  if ((app as LeanKoa).isLeaving) res.shouldKeepAlive = false;
  if (bodiless.has(res.statusCode)) {
    delete fields['Content-Type'];
    delete fields['Content-Length'];
    res.writeHead(res.statusCode, fields).end();
  } else {
    // Node sends nothing after a head that was asked for alone (HEAD), whatever is given here.
    res.writeHead(res.statusCode, fields).end(text ?? (response.body as string | Buffer));
  }
}
