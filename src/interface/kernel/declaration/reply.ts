/** The answer of a handler: a status, a body, and additional headers. Only a read says what it was made of. */
export interface Reply<S extends number, B> {
  readonly status: S;
  readonly body: B;
  readonly headers: Readonly<Record<string, string>>;
  /** The views of the body: one, or that of each entry of a list. They are never sent; see `twin-check.ts`. */
  readonly madeOf?: readonly unknown[];
}

export function ok<B>(body: B, headers: Readonly<Record<string, string>> = {}): Reply<200, B> {
  return { status: 200, body, headers };
}

/** @param location path of the created resource (RFC 9110, 10.2.2) */
export function created<B>(
  body: B,
  location: string,
  headers: Readonly<Record<string, string>> = {},
): Reply<201, B> {
  return { status: 201, body, headers: { ...headers, Location: location } };
}

/** For `responds: { 204: nothing }`. */
export function noContent(): Reply<204, undefined> {
  return { status: 204, body: undefined, headers: {} };
}

/** For work that is done later (RFC 9110, 15.3.3). */
export function accepted<B>(body: B, headers: Readonly<Record<string, string>> = {}): Reply<202, B> {
  return { status: 202, body, headers };
}

/** The same reply, with the views that its body was made of. */
export function madeOf<S extends number, B>(reply: Reply<S, B>, views: readonly unknown[]): Reply<S, B> {
  return { ...reply, madeOf: views };
}
