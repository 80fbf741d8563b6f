/** The paths with a list that comes in pages: their `get` has this query parameter. */
export type PagedPath<Paths, Parameter extends string> = {
  [Path in keyof Paths]: Paths[Path] extends { get: { parameters: { query?: infer Query } } }
    ? NonNullable<Query> extends { [Name in Parameter]?: infer Value }
      ? unknown extends Value
        ? never
        : Path
      : never
    : never;
}[keyof Paths];

/** The parameters of a list. */
export type ListInit<Paths, Path extends keyof Paths> = Paths[Path] extends { get: { parameters: infer P } }
  ? { readonly params?: P; readonly signal?: AbortSignal }
  : never;

/** The body of a list. */
export type ListBody<Paths, Path extends keyof Paths> = Paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** A page of a list, and the query parameters that lead to the next one; undefined on the last page. */
export interface Page {
  readonly items: readonly unknown[];
  readonly next: object | undefined;
}

type Get = (path: never, init: never) => Promise<{ readonly data: unknown; readonly response: Response }>;

/**
 * Makes the method `each` of a client. A page is fetched when its first item is asked for.
 * @param pageOf reads a page in the way of the major
 */
export function eachBy(get: unknown, pageOf: (body: never, response: Response) => Page) {
  return async function* each(path: unknown, init: { readonly params?: { readonly query?: object } } = {}) {
    let next: object | undefined = {};
    while (next) {
      const params = { ...init.params, query: { ...init.params?.query, ...next } };
      const { data, response } = await (get as Get)(path as never, { ...init, params } as never);
      const page: Page = pageOf(data as never, response);
      yield* page.items;
      next = page.next;
    }
  };
}
