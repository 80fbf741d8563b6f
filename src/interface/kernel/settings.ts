import type { Limit } from '../../application/kernel/request/limiter.js';

/** What the composition tells the HTTP side of the service. */
export interface HttpSettings {
  /** A router stands in front; the last address it appended to X-Forwarded-For is the client's. */
  readonly trustProxy: boolean;
  /** Origins whose pages may call; none by default. */
  readonly corsOrigins: readonly string[];
  readonly limits: {
    /** Tries to sign in, by address and by account. */
    readonly signIn: Limit;
    /** Callers without a token, by address and route. */
    readonly anonymous: Limit;
    /** Callers with a token. */
    readonly signedIn: Limit;
  };
  /** Name and version of the release, and where there are several, which instance answers: for `GET /version`. */
  readonly release: { readonly name: string; readonly version: string; readonly instance?: object };
}
