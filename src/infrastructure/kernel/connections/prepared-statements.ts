import { LRUCache } from 'lru-cache';

/** Each connection keeps a plan for each name: enough for all that is asked often, and few enough to be kept. */
const namesAtMost = 300;
const textsWatched = 1_000;

/**
 * What is the right plan for these depends on the words that are asked for. A named statement may be given one plan for
 * all of them: a list by subject and title of ten million books took 17 to 150 ms for the first six words, and 330 to
 * 535 ms from the seventh on.
 */
const dependsOnWords = /@@|@>|\blike\b/;

/**
 * Names for statements, by which PostgreSQL knows them again and need not read and plan them anew. A statement gets one
 * when it comes for the second time. Clients can make many different ones by sorting and filtering in ways that nobody
 * else does: those find no name left, and are read each time.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new LRUCache<string, true>({ max: textsWatched });

  /** The name of a statement, the same each time; undefined where it has none yet. */
  of(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= namesAtMost) return name;
    if (dependsOnWords.test(text)) return undefined;
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
