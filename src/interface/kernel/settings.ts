import type { Limit } from '../../application/kernel/request/limiter.js';

/** Settings of the HTTP interface, set by the composition. */
export interface HttpSettings {
  /** A reverse proxy is in front. The last address that it appended to X-Forwarded-For is the client's. */
  readonly trustProxy: boolean;
  /** Origins whose pages may call the API; none by default. */
  readonly corsOrigins: readonly string[];
  readonly limits: {
    /** Attempts to sign in, by address and by account. */
    readonly signIn: Limit;
    /** Callers without a token, by address and route. */
    readonly anonymous: Limit;
    /** Callers with a token. */
    readonly signedIn: Limit;
  };
  /** For `GET /version`: name and version of the release and, if there are several instances, which one answers. */
  readonly release: { readonly name: string; readonly version: string; readonly instance?: object };
}
