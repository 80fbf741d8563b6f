import { LRUCache } from 'lru-cache';
import Sqids, { defaultOptions } from 'sqids';

/** Frozen with the contract of v2: another alphabet or length would change every id that clients have stored. */
const format = { alphabet: 'k3G7QAe51FCsPW92uEOyq4Bg6Sp8YzVTmnU0liwDdHXLajZrfxNhobJIRcMvKt', minLength: 8 };
const sqids = new Sqids(format);

/** Makes the same ids, except for those that contain a bad word, which it does not look for. */
const unchecked = new Sqids({ ...format, blocklist: new Set() });

const begun = 4;
/** How bad words begin. Shorter ones are bad only as a whole id, and ids are longer. */
const beginnings = new Set([...defaultOptions.blocklist].map((word) => word.slice(0, begun)));

/** sqids compares each id with 560 bad words, which takes longer than all else that it does. */
function encode(numbers: number[]): string {
  const id = unchecked.encode(numbers);
  return mayBeBad(id.toLowerCase()) ? sqids.encode(numbers) : id;
}

function mayBeBad(id: string): boolean {
  for (let at = 0; at + begun <= id.length; at++) if (beginnings.has(id.slice(at, at + begun))) return true;
  return false;
}

/** The ids of each kind and direction that are remembered. */
const rememberedAtMost = 20_000;

/**
 * Opaque ids with a type prefix: `book_…`. An id is computed from the type and the key; the database does not store it.
 * The caches take a few megabytes.
 */
export class OpaqueIds<Type extends string> {
  private readonly made = new LRUCache<string, string>({ max: rememberedAtMost });
  private readonly read = new LRUCache<string, number>({ max: rememberedAtMost });

  /** @param numbers of the types, which are part of their ids */
  constructor(private readonly numbers: Readonly<Record<Type, number>>) {}

  /** The id of a key. */
  toId(type: Type, key: number): string {
    const plain = `${type} ${key}`;
    const known = this.made.get(plain);
    if (known !== undefined) return known;
    const id = `${type}_${encode([this.numbers[type], key])}`;
    this.made.set(plain, id);
    return id;
  }

  /** The key of an id of this type. For any other text it is 0, which no row has, so that nothing is found. */
  toKey(type: Type, id: string): number {
    if (!id.startsWith(`${type}_`)) return 0;
    const known = this.read.get(id);
    if (known !== undefined) return known;
    const [number, key = 0] = sqids.decode(id.slice(type.length + 1));
    const isKey = number === this.numbers[type] && Number.isSafeInteger(key);
    if (!isKey || this.toId(type, key) !== id) return 0;
    this.read.set(id, key);
    return key;
  }
}
