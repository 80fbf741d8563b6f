import type { Limit } from '../../application/kernel/request/limiter.js';

/** Settings of the HTTP interface, set by the composition. */
export interface HttpSettings {
  /** A reverse proxy is in front. The last address that it appended to X-Forwarded-For is the client's. */
  readonly trustProxy: boolean;
  /** Origins whose pages may call the API. `:*` in the place of a port means any port. */
  readonly corsOrigins: readonly string[];
  readonly limits: {
    /** Attempts to sign in, by address and by account. */
    readonly signIn: Limit;
    /** Requests that make the service send a mail, by address and by account. */
    readonly mail: Limit;
    /** Callers without a token, by address and route. */
    readonly anonymous: Limit;
    /** Callers with a token. */
    readonly signedIn: Limit;
  };
  /** For `GET /version`: the release and, if there are several instances, the one that answers. */
  readonly release: {
    readonly name: string;
    readonly version: string;
    /** Its hash, with `-dirty` where files differed from it; a sentence where it is not known. */
    readonly commit: string;
    readonly instance?: object;
  };
}
