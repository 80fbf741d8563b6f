/** So many points in so many seconds, read from a text such as `5 per 10 minute`. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

export interface LimitVerdict {
  readonly allowed: boolean;
  /** Points left in the running window, never below 0. */
  readonly remaining: number;
  /** Whole seconds until the window starts anew, at least 1. */
  readonly resetSeconds: number;
}

/**
 * Counts what each caller does, shared by all instances.
 * A fault of the store costs no request: the process then counts by itself.
 */
export interface Limiter {
  /** Takes one point from `bucket` (for example `login:address:203.0.113.7`) and says whether it was there. */
  take(bucket: string, limit: Limit): Promise<LimitVerdict>;
}
export const Limiter = Symbol('kernel.Limiter');
