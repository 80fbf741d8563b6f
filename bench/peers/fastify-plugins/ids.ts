import { LRUCache } from 'lru-cache';
import Sqids from 'sqids';

/** The format that the contract of /v2 prescribes. */
const sqids = new Sqids({
  alphabet: 'k3G7QAe51FCsPW92uEOyq4Bg6Sp8YzVTmnU0liwDdHXLajZrfxNhobJIRcMvKt',
  minLength: 8,
});
const numbers = { book: 1, copy: 2, patron: 3, loan: 4 } as const;

type Type = keyof typeof numbers;

const made = new LRUCache<string, string>({ max: 20_000 });
const read = new LRUCache<string, number>({ max: 20_000 });

export function toId(type: Type, key: number): string {
  const name = `${type} ${key}`;
  const id = made.get(name) ?? `${type}_${sqids.encode([numbers[type], key])}`;
  made.set(name, id);
  return id;
}

/** The key of an id; 0, which no row has, for any other text. */
export function toKey(type: Type, id: string): number {
  const known = read.get(id);
  if (known !== undefined) return known;
  const [, key = 0] = id.startsWith(`${type}_`) ? sqids.decode(id.slice(type.length + 1)) : [];
  if (toId(type, key) !== id) return 0;
  read.set(id, key);
  return key;
}
