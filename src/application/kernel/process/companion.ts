/** Work of a web process beside its requests, such as reading something anew each minute. */
export interface Companion {
  /** Begins at the start of the process. Returns what ends it. */
  begin(): () => void | Promise<void>;
}
export const Companion = Symbol('kernel.Companion');
