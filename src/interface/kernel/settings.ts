import type { Limit } from '../../application/kernel/request/limiter.js';

/** What the composition tells the HTTP side of the service. */
export interface HttpSettings {
  /** A router stands in front; the last address it appended to X-Forwarded-For is the client's. */
  readonly trustProxy: boolean;
  /** Origins whose pages may call; `:*` in the place of a port is any port. */
  readonly corsOrigins: readonly string[];
  readonly limits: {
    /** Tries to sign in, by address and by account. */
    readonly signIn: Limit;
    /** Callers without a token, by address and route. */
    readonly anonymous: Limit;
    /** Callers with a token. */
    readonly signedIn: Limit;
  };
  /**
   * Name, version and commit of the release, and where there are several, which instance answers: for `GET /version`.
   */
  readonly release: {
    readonly name: string;
    readonly version: string;
    /** Its hash, with `-dirty` where files differed from it; a sentence where it is not known. */
    readonly commit: string;
    readonly instance?: object;
  };
}
