import { OpaqueIds } from '../kernel/answer/opaque-ids.js';

const prefixes = {
  book: 1,
  copy: 2,
  patron: 3,
  loan: 4,
  apiKey: 5,
  session: 6,
  auditEvent: 13,
  program: 14,
  consumer: 15,
  order: 16,
  import: 17,
} as const;

export type IdType = keyof typeof prefixes;

const ids = new OpaqueIds(prefixes);

/** The opaque id of v2, computed from the key: `book_…`. The database does not store it. */
export function toId(type: IdType, key: number): string {
  return ids.toId(type, key);
}

/** The key of an id of this type. For any other text it is 0, which no row has, so that nothing is found. */
export function toKey(type: IdType, id: string): number {
  return ids.toKey(type, id);
}
