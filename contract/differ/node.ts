import { isDeepStrictEqual } from 'node:util';

/** An object of a document as it stands in its JSON. */
export type Node = Readonly<Record<string, unknown>>;

/** An object below `key`; an empty one where there is none. */
export function nodeAt(node: Node, key: string): Node {
  return asNode(node[key]);
}

/** A list below `key`; an empty one where there is none. */
export function listAt(node: Node, key: string): readonly unknown[] {
  const value = node[key];
  return Array.isArray(value) ? value : [];
}

export function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
}

export function textAt(node: Node, key: string): string | undefined {
  const value = node[key];
  return typeof value === 'string' ? value : undefined;
}

/** Whether two values say the same; the order of keys says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** A node without some of its keys. */
export function without(node: Node, keys: ReadonlySet<string>): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.has(key)));
}

/** What a reference of this document stands for, all the way, and the last name on that way. */
export function follow(document: Node, value: unknown): { node: Node; name?: string } {
  let node = asNode(value);
  let name: string | undefined;
  for (let step = 0; typeof node['$ref'] === 'string' && step < 20; step++) {
    const parts = node['$ref'].slice(2).split('/').map(unescaped);
    name = parts.at(-1);
    node = parts.reduce<Node>(nodeAt, document);
  }
  return { node, ...(name !== undefined && { name }) };
}

/** JSON pointer (RFC 6901, 4). */
function unescaped(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}
