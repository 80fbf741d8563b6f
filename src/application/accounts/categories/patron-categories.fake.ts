import type { PatronCategories } from './patron-categories.js';

/** Categories in memory. At first these are the standard ones. */
export class FakePatronCategories implements PatronCategories {
  readonly known = new Set(['adult', 'child', 'staff', 'student']);

  all(): Promise<readonly string[]> {
    return Promise.resolve([...this.known].toSorted());
  }

  add(code: string): Promise<boolean> {
    const isNew = !this.known.has(code);
    this.known.add(code);
    return Promise.resolve(isNew);
  }
}
