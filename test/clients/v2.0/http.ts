import type { components, paths } from './schema.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** The addresses that know a method. */
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];
type Operation<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;

type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type PathOf<O> = O extends { parameters: { path: infer P } } ? P : never;
type Content<R> = R extends { content: { 'application/json': infer B } } ? B : never;
type BodyOf<O> = O extends { requestBody?: infer R } ? Content<NonNullable<R>> : never;
type Responses<O> = O extends { responses: infer R } ? R : never;
type Success<O> = Responses<O>[keyof Responses<O> & (200 | 201 | 202)];
type AnswerOf<O> = Content<Success<O>>;

export interface Wishes<O> {
  path?: PathOf<O>;
  query?: QueryOf<O>;
  body?: BodyOf<O>;
  headers?: Record<string, string>;
}

export interface Got<T> {
  status: number;
  headers: Headers;
  body: T;
}

type Problem = components['schemas']['Problem'];

/** The library said no. */
export class LibraryError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    readonly headers: Headers,
  ) {
    super(problem.detail);
  }

  /** What programs go by. */
  get code(): string {
    return this.problem.code;
  }
}

/** Requests with the types of the document. */
export class Http {
  token: string | undefined;

  /** @param minor is sent as `API-Version` with every request, if given */
  constructor(
    private readonly baseUrl: string,
    private readonly minor?: string,
  ) {}

  get = <P extends PathsWith<'get'>>(path: P, wishes: Wishes<Operation<'get', P>> = {}) =>
    this.send<Operation<'get', P>>('get', path, wishes);

  post = <P extends PathsWith<'post'>>(path: P, wishes: Wishes<Operation<'post', P>> = {}) =>
    this.send<Operation<'post', P>>('post', path, wishes);

  put = <P extends PathsWith<'put'>>(path: P, wishes: Wishes<Operation<'put', P>> = {}) =>
    this.send<Operation<'put', P>>('put', path, wishes);

  patch = <P extends PathsWith<'patch'>>(path: P, wishes: Wishes<Operation<'patch', P>> = {}) =>
    this.send<Operation<'patch', P>>('patch', path, wishes);

  delete = <P extends PathsWith<'delete'>>(path: P, wishes: Wishes<Operation<'delete', P>> = {}) =>
    this.send<Operation<'delete', P>>('delete', path, wishes);

  private async send<O>(method: Method, path: string, wishes: Wishes<O>): Promise<Got<AnswerOf<O>>> {
    const mediaType = method === 'patch' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(this.baseUrl + addressOf(path, wishes), {
      method: method.toUpperCase(),
      headers: {
        ...(this.minor !== undefined && { 'API-Version': this.minor }),
        ...(this.token !== undefined && { Authorization: `Bearer ${this.token}` }),
        ...(wishes.body !== undefined && { 'Content-Type': mediaType }),
        ...wishes.headers,
      },
      body: wishes.body === undefined ? null : JSON.stringify(wishes.body),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.status >= 400) throw new LibraryError(response.status, body as Problem, response.headers);
    return { status: response.status, headers: response.headers, body: body as AnswerOf<O> };
  }
}

function addressOf(path: string, { path: names, query }: { path?: unknown; query?: unknown }): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((names as Record<string, unknown>)[name])),
  );
  const asked = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  const search = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]));
  return asked.length === 0 ? filled : `${filled}?${search.toString()}`;
}
