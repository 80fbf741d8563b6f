import { isDeepStrictEqual } from 'node:util';

/** A JSON object of a document. */
export type Node = Readonly<Record<string, unknown>>;

/** The object below `key`; an empty one when there is none. */
export function nodeAt(node: Node, key: string): Node {
  return asNode(node[key]);
}

/** The list below `key`; an empty one when there is none. */
export function listAt(node: Node, key: string): readonly unknown[] {
  const value = node[key];
  return Array.isArray(value) ? value : [];
}

export function asNode(value: unknown): Node {
  return isNode(value) ? value : {};
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textAt(node: Node, key: string): string | undefined {
  const value = node[key];
  return typeof value === 'string' ? value : undefined;
}

/** Deep equality that ignores the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** A node without some of its keys. */
export function without(node: Node, keys: ReadonlySet<string>): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.has(key)));
}

/** The target of a reference, and its name; undefined when it is not in this document. */
export function targetOf(document: Node, { $ref: ref }: Node): { node: Node; name: string } | undefined {
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return undefined;
  const parts = ref.slice(2).split('/').map(unescaped);
  const target = parts.reduce<unknown>((holder, part) => asNode(holder)[part], document);
  return isNode(target) ? { node: target, name: parts.at(-1) ?? '' } : undefined;
}

const words: ReadonlySet<string> = new Set(['$ref', 'summary', 'description']);

/**
 * Resolves references until none is left. Not for schemas, which may have keywords beside a reference. Elsewhere
 * OpenAPI allows only texts beside a reference (3.1.0, Reference Object); other keywords are kept as one unknown
 * keyword.
 */
export function follow(document: Node, value: unknown): Node {
  let node = asNode(value);
  for (let step = 0, target = targetOf(document, node); target && step < 20; step++) {
    const beside = without(node, words);
    node = Object.keys(beside).length > 0 ? { ...target.node, 'beside $ref': beside } : target.node;
    target = targetOf(document, node);
  }
  return node;
}

/** Replaces all references by their targets, for parts that are compared as a whole. */
export function spelledOut(document: Node, value: unknown, above: readonly unknown[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => spelledOut(document, item, above));
  if (!isNode(value)) return value;
  const target = targetOf(document, value)?.node;
  const all = target && !above.includes(target) ? { ...value, $ref: target } : value;
  const entries = Object.entries(all).map(([key, each]) => [
    key,
    spelledOut(document, each, target ? [...above, target] : above),
  ]);
  return Object.fromEntries(entries) as Node;
}

/** Decodes a part of a JSON pointer (RFC 6901, 4). */
function unescaped(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}
