import { asNode, follow, listAt, nodeAt, type Node } from './node.js';

/** A schema with its references followed, and what is said in several ways said in one. */
export interface Form {
  /** The component that it was referred to by. */
  readonly name: string | undefined;
  /** Without `null`; `number` includes `integer`; empty for any. */
  readonly types: ReadonlySet<string>;
  readonly nullable: boolean;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  /** Without `null`; undefined for any value. */
  readonly values: readonly unknown[] | undefined;
  /** The forms of `anyOf` or `oneOf` that are not null, if there are several. */
  readonly variants: readonly unknown[];
  /** All keywords as they stand. */
  readonly keywords: Node;
}

/** Reads a schema of a document. */
export function formOf(document: Node, schema: unknown): Form {
  const { node, name } = follow(document, schema);
  const merged = mergeAll(document, node);
  const choices = [...listAt(merged, 'anyOf'), ...listAt(merged, 'oneOf')];
  const others = choices.filter((choice) => asNode(choice)['type'] !== 'null');
  const hasNull = others.length < choices.length;
  const [only] = others;
  if (others.length === 1 && only !== undefined) {
    const inner = formOf(document, only);
    return { ...inner, nullable: inner.nullable || hasNull };
  }
  return { ...plainForm(merged), name, variants: others, nullable: hasNull || isNullable(merged) };
}

function plainForm(node: Node): Omit<Form, 'name' | 'variants' | 'nullable'> {
  const types = [node['type'] ?? []].flat().filter((type) => type !== 'null') as string[];
  const values = Array.isArray(node['enum']) ? node['enum'].filter((value) => value !== null) : undefined;
  return {
    types: new Set(types.includes('number') ? [...types, 'integer'] : types),
    properties: new Map(Object.entries(nodeAt(node, 'properties'))),
    required: new Set(listAt(node, 'required') as string[]),
    values,
    keywords: node,
  };
}

function isNullable(node: Node): boolean {
  return [node['type']].flat().includes('null') || node['nullable'] === true;
}

/** Puts the parts of `allOf` together; of two that say the same keyword the later counts. */
function mergeAll(document: Node, node: Node): Node {
  const parts = listAt(node, 'allOf').map((part) => mergeAll(document, follow(document, part).node));
  if (parts.length === 0) return node;
  const { allOf: _, ...own } = node;
  const all = [...parts, own];
  return {
    ...(Object.assign({}, ...all) as Node),
    properties: Object.assign({}, ...all.map((part) => nodeAt(part, 'properties'))) as Node,
    required: [...new Set(all.flatMap((part) => listAt(part, 'required')))],
  };
}
