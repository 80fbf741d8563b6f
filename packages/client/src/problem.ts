import { secondsToWait } from './retries.js';

/** An answer that is not a success. One that did not come from the library, such as a proxy's, is only this. */
export class HttpError extends Error {
  override readonly name: string = 'HttpError';
  readonly status: number;
  /** What `Retry-After` asks for, in seconds. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly response: Response,
    message = `${response.status} ${response.statusText}`.trim(),
  ) {
    super(message);
    this.status = response.status;
    this.retryAfter = secondsToWait(response);
  }
}

/** A refusal of the library. Its sentence is for people; programs go by `code`. */
export class Problem<Body extends { readonly code: string }, Code extends string> extends HttpError {
  override readonly name: string = 'Problem';
  /** Its meaning never changes, in no version. The client knows those of its minor; others may come. */
  readonly code: Code | (string & {});

  constructor(
    response: Response,
    message: string,
    /** The whole answer. */
    readonly body: Body,
  ) {
    super(response, message);
    this.code = body.code;
  }
}

/** The body of a refusal; undefined if something other than the library has answered. */
export async function refusalIn<Body>(response: Response): Promise<Body | undefined> {
  // The body stays readable for the caller.
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const { code } = (body ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? (body as Body) : undefined;
}
