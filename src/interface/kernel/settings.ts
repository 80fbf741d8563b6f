import type { Limit } from '../../application/kernel/request/limiter.js';

/** Settings of the HTTP interface, set by the composition. */
export interface HttpSettings {
  /** The number of routers in front, each of which appends an address to X-Forwarded-For; 0 if there is none. */
  readonly trustedHops: number;
  /** The networks of the routers in front. With them, the number of hops has no effect. */
  readonly trustedNetworks: readonly string[];
  /** Origins whose pages may call the API. `:*` in the place of a port means any port. */
  readonly corsOrigins: readonly string[];
  readonly limits: {
    /** Failures to sign in to an account, from an address or from a network where the account is known. */
    readonly signIn: Limit;
    /** Requests that make the service send a mail, by address and by account. */
    readonly mail: Limit;
    /** Failures to sign in, from an address. */
    readonly signInAddress: Limit;
    /** Failures to sign in to an account, from all networks where it is not known. */
    readonly signInAccount: Limit;
    /** Callers without a token, by address and route; and requests refused before their route, by address. */
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
export const HttpSettings = Symbol('kernel.HttpSettings');
