import { LRUCache } from 'lru-cache';

/** Each connection keeps a plan for each name: enough for all frequent statements, and few enough for its memory. */
const namesAtMost = 300;
const textsWatched = 1_000;

/**
 * The best plan for these depends on the values. A named statement may get one plan for all values: a list by subject
 * and title of ten million books took 17 to 150 ms for the first six words, and 330 to 535 ms from the seventh on. Of a
 * million audit events, those of a rare action took 0.4 ms, and 120 ms from the sixth time on.
 */
const dependsOnValues = /@@|@>|\blike\b|\bfrom audit_event where\b/;

/**
 * Names for prepared statements, so that PostgreSQL need not parse and plan them again. A statement gets a name when it
 * comes for the second time. Clients can cause many rare statements by sorting and filtering; when no name is left,
 * those are parsed each time.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new LRUCache<string, true>({ max: textsWatched });

  /** The name of a statement, the same each time; undefined while it has none. */
  of(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= namesAtMost) return name;
    if (dependsOnValues.test(text)) return undefined;
    if (this.#seen.has(text)) return this.#give(text);
    this.#seen.set(text, true);
    return undefined;
  }

  #give(text: string): string {
    const name = `shelflife_${this.#names.size + 1}`;
    this.#names.set(text, name);
    this.#seen.delete(text);
    return name;
  }
}
