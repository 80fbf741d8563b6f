import type { CopyKinds } from './copy-kinds.js';

/** Kinds in memory. At first these are the standard ones. */
export class FakeCopyKinds implements CopyKinds {
  readonly known = new Set(['media', 'reference', 'short_loan', 'standard']);

  all(): Promise<readonly string[]> {
    return Promise.resolve([...this.known].toSorted());
  }

  add(code: string): Promise<boolean> {
    const isNew = !this.known.has(code);
    this.known.add(code);
    return Promise.resolve(isNew);
  }
}
