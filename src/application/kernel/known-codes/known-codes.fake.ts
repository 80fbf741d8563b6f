import type { KnownCodes } from './known-codes.js';

/** Known codes in memory. */
export class FakeKnownCodes implements KnownCodes {
  readonly known: Set<string>;

  constructor(codes: readonly string[]) {
    this.known = new Set(codes);
  }

  all(): Promise<readonly string[]> {
    return Promise.resolve([...this.known].toSorted());
  }

  add(code: string): Promise<boolean> {
    const isNew = !this.known.has(code);
    this.known.add(code);
    return Promise.resolve(isNew);
  }
}
