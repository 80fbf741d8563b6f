import { LRUCache } from 'lru-cache';
import Sqids from 'sqids';

const prefixes = { book: 1, copy: 2, patron: 3, loan: 4, apiKey: 5, session: 6, auditEvent: 13 } as const;

export type IdType = keyof typeof prefixes;

/** Frozen with the contract of v2: another alphabet or length would change every id that clients have stored. */
const sqids = new Sqids({
  alphabet: 'k3G7QAe51FCsPW92uEOyq4Bg6Sp8YzVTmnU0liwDdHXLajZrfxNhobJIRcMvKt',
  minLength: 8,
});

/**
 * Encoding an id takes as long as the rest of a small answer, because sqids checks each id against a list of bad words.
 * These caches take a few megabytes.
 */
const rememberedAtMost = 20_000;
const idsMade = new LRUCache<string, string>({ max: rememberedAtMost });
const keysRead = new LRUCache<string, number>({ max: rememberedAtMost });

/** The opaque id of v2, computed from the key: `book_…`. The database does not store it. */
export function toId(type: IdType, key: number): string {
  const plain = `${type} ${key}`;
  const known = idsMade.get(plain);
  if (known !== undefined) return known;
  const id = `${type}_${sqids.encode([prefixes[type], key])}`;
  idsMade.set(plain, id);
  return id;
}

/** The key of an id of this type. For any other text it is 0, which no row has, so that nothing is found. */
export function toKey(type: IdType, id: string): number {
  if (!id.startsWith(`${type}_`)) return 0;
  const known = keysRead.get(id);
  if (known !== undefined) return known;
  const [prefix, key = 0] = sqids.decode(id.slice(type.length + 1));
  const isKey = prefix === prefixes[type] && Number.isSafeInteger(key);
  if (!isKey || toId(type, key) !== id) return 0;
  keysRead.set(id, key);
  return key;
}
