import type { Caller, SignedIn } from '../../../application/kernel/request/caller.js';
import type { CacheRule } from '../../../application/kernel/request/cache.js';
import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import type { FileRule, FileRules, RawForm, UploadedFile } from './form.js';
import type { Lifecycle } from './lifecycle.js';
import type { Reply } from './reply.js';

export type Audience = 'anonymous' | 'patron' | 'librarian' | 'admin';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A class whose validation decorators are both the check and the schema of what passes through. */
export type Shape<T = object> = new () => T;

/**
 * What an answer consists of: one shape, a bare list of a shape, or nothing that has a shape (a document, a page)
 * but its media type and an example: such a body is a text, or a middleware of Koa that makes it; or nothing at all.
 */
export type Content =
  | Shape
  | { readonly listOf: Shape }
  | { readonly mediaType: string; readonly example: string | object }
  | typeof nothing;

/** What comes with a 204. */
export const nothing = { nothing: true } as const;

export interface Accepts {
  readonly path?: Shape;
  readonly query?: Shape;
  readonly body?: Shape;
  /** The fields of a form that is sent as `multipart/form-data` in the place of a body; only together with `files`. */
  readonly form?: Shape;
  /** The files of such a form. */
  readonly files?: FileRules;
}

type FilesIn<A extends Accepts> =
  A['files'] extends Readonly<Record<infer F extends string, FileRule>>
    ? Readonly<Record<F, readonly UploadedFile[]>>
    : undefined;

type InstanceIn<A extends Accepts, K extends keyof Accepts> = A[K] extends Shape<infer T> ? T : undefined;

type Answer<C> = C extends { readonly listOf: Shape<infer T> }
  ? readonly T[]
  : C extends Shape<infer T>
    ? T
    : unknown;

/** The parts of a request as they came. */
export interface RawInput extends Partial<Pick<RawForm, 'form' | 'files'>> {
  readonly path: object;
  readonly query: object;
  /** Undefined when there was no body. */
  readonly body: unknown;
}

/** The checked parts of a request, each as an instance of its shape. */
export interface Input<A extends Accepts, C extends Caller> {
  readonly path: InstanceIn<A, 'path'>;
  readonly query: InstanceIn<A, 'query'>;
  readonly body: InstanceIn<A, 'body'>;
  readonly form: InstanceIn<A, 'form'>;
  /** By field; they are removed when the handler has answered. */
  readonly files: FilesIn<A>;
  readonly caller: C;
  /** The revision that `If-Match` names; undefined when it names none, 0 when it is none of ours. See `etag.ts`. */
  readonly revision: number | undefined;
  /** The tag of a revision in the minor that is answered as. */
  readonly tag: (revision: number) => string;
  /** The minor that is answered as. */
  readonly minor: string;
  /** Path and query of the request as they came, for links to other pages. */
  readonly url: URL;
}

/** One declaration is validation, authorisation, documentation and lifecycle at once. */
export interface RouteDeclaration<A extends Accepts, R extends Record<number, Content>, D extends Audience> {
  /** verbNoun, unique in its major, never changed: clients are generated from it. */
  readonly operationId: string;
  readonly method: Method;
  /** Below the path of the version, parameters as `:id`. */
  readonly path: string;
  /** The minor that brought it. */
  readonly since: string;
  readonly summary: string;
  readonly description?: string;
  /** Its heading in the documentation, if not the first segment of the path. */
  readonly tag?: string;
  /** Who may call it: they and all above them. There is no default. */
  readonly audience: D;
  readonly accepts?: A;
  /** Success status → what comes with it. */
  readonly responds: R;
  /** Response headers beyond those of every answer, by name, with a sentence. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Reasons of the core for which it can be refused; those of the kernel are added by what is declared above. */
  readonly refuses?: readonly RefusalReason[];
  /**
   * For the strict limits of signing in: the account that is named counts by itself, beside the caller's address;
   * undefined for a request that tries no password.
   */
  readonly signInLimit?: (input: Input<A, Caller>) => string | undefined;
  /** Only for answers that are the same for every caller. */
  readonly cache?: CacheRule;
  /**
   * Its answer may be up to a second old, but for those who have changed something themselves: then a replica of the
   * database may give it. Never for what decides something, such as who may do what.
   */
  readonly reads?: 'replica';
  /** How it comes to its end, once that is known. A part of it that goes away by itself is marked `@DeprecatedField()`. */
  readonly lifecycle?: Lifecycle;
  /** For what explains a major: it is there when the major is gone. */
  readonly outlivesMajor?: true;
  readonly handle: (
    input: Input<A, D extends 'anonymous' ? Caller : SignedIn>,
  ) => Promise<{ [S in keyof R & number]: Reply<S, Answer<R[S]>> }[keyof R & number]>;
}

/** A route as the kernel sees it: of any input and any answer. */
export interface Route extends Omit<
  RouteDeclaration<Accepts, Record<number, Content>, Audience>,
  'handle' | 'signInLimit'
> {
  readonly handle: (input: Input<Accepts, never>) => Promise<Reply<number, unknown>>;
  readonly signInLimit?: (input: Input<Accepts, never>) => string | undefined;
  /** What an API key must be good for to call it: reading or writing what its feature keeps. Set by the composition. */
  readonly scope?: string;
}

/** Declares a route. Nothing is registered in another way. */
export function route<A extends Accepts, R extends Record<number, Content>, D extends Audience>(
  declaration: RouteDeclaration<A, R, D>,
): Route {
  return declaration;
}

/** The routes of one feature in one version, resolved by the composition with the services they need. */
export interface RouteGroup {
  routes(): readonly Route[];
}
