import type { Library } from './library.js';

/** Does with a thing what was promised for it. @throws Error if that fails */
export type Use = (at: Library) => Promise<void>;

/** Something that one release gives out, and that another one must accept. */
export interface Handover {
  /** What is given out, and its expected effect, as a sentence. */
  readonly title: string;
  /** Seconds between giving out and use; by default none. */
  readonly after?: number;
  /** Whether it is lost where the releases do not share a Redis. */
  readonly needsRedis?: boolean;
  /** Whether the release that it is from must still run. */
  readonly needsBoth?: boolean;
  /** Obtains it from one release. Returns its use at another. */
  readonly obtain: (from: Library) => Promise<Use>;
}
