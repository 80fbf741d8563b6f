/** A number of points per number of seconds, read from a text such as `5 per 10 minute`. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

export interface LimitVerdict {
  readonly allowed: boolean;
  /** Points left in the current window, never below 0. */
  readonly remaining: number;
  /** Whole seconds until the next window begins, at least 1. */
  readonly resetSeconds: number;
}

/** Rate limit, shared by all instances. A fault of the store fails no request: the process then counts by itself. */
export interface Limiter {
  /** Takes one point from `bucket` (for example `login:address:203.0.113.7`) and returns whether one was left. */
  take(bucket: string, limit: Limit): Promise<LimitVerdict>;
  /** Gives a point back that was taken for something that turned out not to count. */
  giveBack(bucket: string, limit: Limit): Promise<LimitVerdict>;
}
export const Limiter = Symbol('kernel.Limiter');
