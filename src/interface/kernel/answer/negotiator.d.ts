/** The part of negotiator 1 that is used. The types of DefinitelyTyped are those of an older one, without options. */
declare module 'negotiator' {
  import type { IncomingMessage } from 'node:http';

  export default class Negotiator {
    constructor(request: Pick<IncomingMessage, 'headers'>);
    /** The accepted ones of those available, the best first; of equal weight, in the order of `preferred`. */
    encodings<T extends string>(
      available: readonly T[],
      options: { readonly preferred: readonly NoInfer<T>[] },
    ): T[];
  }
}
