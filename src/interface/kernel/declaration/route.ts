import type { Caller, SignedIn } from '../../../application/kernel/request/caller.js';
import type { CacheRule } from '../../../application/kernel/request/cache.js';
import type { Language } from '../../../domain/kernel/language.js';
import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import type { Wording } from '../errors/sentences.js';
import type { FileRule, FileRules, RawForm, UploadedFile } from './form.js';
import type { Lifecycle } from './lifecycle.js';
import type { Reply } from './reply.js';
import type { Shape } from '../shapes/shape.js';

export type Audience = 'anonymous' | 'patron' | 'librarian' | 'admin';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The content of an answer: a shape; a bare list of a shape; a media type with an example, for a document or a page,
 * whose body is a text or a Koa middleware that makes it; or nothing.
 */
export type Content =
  | Shape
  | { readonly listOf: Shape }
  | { readonly mediaType: string; readonly example: string | object }
  | typeof nothing;

/** The content of a 204. */
export const nothing = { nothing: true } as const;

export interface Accepts {
  readonly path?: Shape;
  readonly query?: Shape;
  readonly body?: Shape;
  /** The fields of a form, sent as `multipart/form-data` instead of a body. Only together with `files`. */
  readonly form?: Shape;
  /** The files of that form. */
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

/** The parts of a request, unchecked. */
export interface RawInput extends Partial<Pick<RawForm, 'form' | 'files'>> {
  readonly path: object;
  readonly query: object;
  /** Undefined if there was no body. */
  readonly body: unknown;
}

/** The validated parts of a request, each as an instance of its shape. */
export interface Input<A extends Accepts, C extends Caller> {
  readonly path: InstanceIn<A, 'path'>;
  readonly query: InstanceIn<A, 'query'>;
  readonly body: InstanceIn<A, 'body'>;
  readonly form: InstanceIn<A, 'form'>;
  /** By field. The files are removed after the handler has answered. */
  readonly files: FilesIn<A>;
  readonly caller: C;
  /** The revision in `If-Match`; undefined if there is none, 0 for a foreign tag. See `etag.ts`. */
  readonly revision: number | undefined;
  /** The entity tag of a revision, in the minor that is answered as. See `revisionTag`. */
  readonly tag: (revision: number, rest?: string) => string;
  /** The minor that is answered as. */
  readonly minor: string;
  /** The best of the library's languages for the caller (`Accept-Language`). */
  readonly language: Language;
  /** Says sentences in that language. An answer with a sentence has `Content-Language`. */
  readonly wording: Wording;
  /** Path and query of the request, for links to other pages. */
  readonly url: URL;
}

/** A request body for the documentation. */
export interface BodyExample {
  readonly summary: string;
  readonly body: object;
  /** Who can send it, where that is not the lowest role that may call the route. */
  readonly sender?: Audience;
}

/** By name, the plain one first. */
export type BodyExamples = Readonly<Record<string, BodyExample>>;

/** Requests for the documentation that do no harm and succeed in a library with the standard seed. */
export interface RequestExamples {
  /** Parameters of the path, where the examples of their shape do not fit. */
  readonly path?: Readonly<Record<string, string | number>>;
  /** Without them, the body is composed of the examples of its fields. */
  readonly bodies?: BodyExamples;
}

/** One declaration is validation, authorisation, documentation and lifecycle at once. */
export interface RouteDeclaration<A extends Accepts, R extends Record<number, Content>, D extends Audience> {
  /** verbNoun, unique in its major, never changed, because generated clients use it. */
  readonly operationId: string;
  readonly method: Method;
  /** Relative to the path of the version, with parameters as `:id`. */
  readonly path: string;
  /** The minor that added it. */
  readonly since: string;
  readonly summary: string;
  readonly description?: string;
  /** Its tag in the documentation, if it is not the first segment of the path. */
  readonly tag?: string;
  /** The lowest role that may call it. There is no default. */
  readonly audience: D;
  /** Open to staff who still have to set up the second factor that they need. */
  readonly beforeSecondFactor?: true;
  readonly accepts?: A;
  /** Success status → content of the answer. */
  readonly responds: R;
  readonly examples?: RequestExamples;
  /** Additional response headers, with a description of each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Refusals of the core. Those of the kernel follow from the rest of the declaration. */
  readonly refuses?: readonly RefusalReason[];
  /**
   * For the strict limits of signing in, of which only failures count: the account whose secret the request has, as an
   * e-mail address or as the id of a patron. Undefined for a request without a secret.
   */
  readonly signInLimit?: (
    input: Input<A, D extends 'anonymous' ? Caller : SignedIn>,
  ) => string | number | undefined;
  /** Refusals with 401 or 403 that do not say that the secret was wrong, and so do not count as a failure. */
  readonly sparedSignIns?: readonly RefusalReason[];
  /**
   * For a request that makes the service send a mail: the account that it concerns, which has its own limit beside that
   * of the caller's address.
   */
  readonly mailLimit?: (input: Input<A, D extends 'anonymous' ? Caller : SignedIn>) => string;
  /** Only for an answer that is the same for every caller. */
  readonly cache?: CacheRule;
  /**
   * Allows answers from a replica of the database, which can be up to a second old. Callers always see their own
   * writes. Never for reads on which a decision depends, such as permissions.
   */
  readonly reads?: 'replica';
  /** Its deprecation, once it is planned. `@DeprecatedField()` marks a single part of it. */
  readonly lifecycle?: Lifecycle;
  /** For the documentation of a major: it stays available after the sunset of the major. */
  readonly outlivesMajor?: true;
  readonly handle: (
    input: Input<A, D extends 'anonymous' ? Caller : SignedIn>,
  ) => Promise<{ [S in keyof R & number]: Reply<S, Answer<R[S]>> }[keyof R & number]>;
}

/** A route with any input and any answer, as the kernel handles it. */
export interface Route extends Omit<
  RouteDeclaration<Accepts, Record<number, Content>, Audience>,
  'handle' | 'signInLimit' | 'mailLimit'
> {
  readonly handle: (input: Input<Accepts, never>) => Promise<Reply<number, unknown>>;
  readonly signInLimit?: (input: Input<Accepts, never>) => string | number | undefined;
  readonly mailLimit?: (input: Input<Accepts, never>) => string;
  /** The scope that an API key needs to call it: reading or writing data of its feature. Set by the composition. */
  readonly scope?: string;
}

/** Declares a route. This is the only way to register one. */
export function route<A extends Accepts, R extends Record<number, Content>, D extends Audience>(
  declaration: RouteDeclaration<A, R, D>,
): Route {
  return declaration;
}

/** The routes of one feature in one version. The composition resolves them with their services. */
export interface RouteGroup {
  routes(): readonly Route[];
}
