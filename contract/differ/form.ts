import { asNode, isNode, isSame, listAt, nodeAt, targetOf, without, type Node } from './node.js';

/** A schema in normal form: references are resolved, and equivalent notations are unified. */
export interface Form {
  /** Name of the referenced component. */
  readonly name: string | undefined;
  /** Without `null`; `number` includes `integer`; empty means any type. */
  readonly types: ReadonlySet<string>;
  readonly nullable: boolean;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  /** Without `null`; undefined means any value. */
  readonly values: readonly unknown[] | undefined;
  /** `anyOf Book` → a schema other than null, when there are several choices. */
  readonly variants: ReadonlyMap<string, unknown>;
  /** All keywords, unchanged. */
  readonly keywords: Node;
  /** Keywords beside a reference, or beside a choice between one schema and null. */
  readonly beside: readonly Node[];
}

/** Texts for people. Clients do not depend on them. */
export const words: ReadonlySet<string> = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  '$comment',
]);

/** Reads a schema of a document into its normal form. */
export function formOf(document: Node, schema: unknown): Form {
  const node = schemaNode(schema);
  const target = targetOf(document, node);
  if (target) {
    const form = formOf(document, target.node);
    const name = [target.name, ...(form.name === undefined ? [] : [form.name])].join(' → ');
    return { ...form, name, beside: withBeside(form, node, '$ref') };
  }
  const keyword = (['anyOf', 'oneOf'] as const).find((each) => choicesIn(node, each).length === 1);
  if (!keyword) return plainForm(document, node);
  const form = formOf(document, choicesIn(node, keyword)[0]);
  return {
    ...form,
    nullable: form.nullable || hasNull(node, keyword),
    beside: withBeside(form, node, keyword),
  };
}

/** No schema means any value, as `true` does. `false` is kept as an unknown keyword. */
function schemaNode(schema: unknown): Node {
  if (schema === undefined || schema === true) return {};
  return isNode(schema) ? schema : { schema };
}

function withBeside({ beside }: Form, node: Node, keyword: string): readonly Node[] {
  const said = without(node, new Set([...words, keyword]));
  return Object.keys(said).length > 0 ? [...beside, said] : beside;
}

function plainForm(document: Node, node: Node): Form {
  const types = [node['type'] ?? []].flat().filter((type) => type !== 'null') as string[];
  const values = Array.isArray(node['enum']) ? node['enum'].filter((value) => value !== null) : undefined;
  return {
    name: undefined,
    types: new Set(types.includes('number') ? [...types, 'integer'] : types),
    nullable: isNullable(node),
    properties: new Map(Object.entries(nodeAt(node, 'properties'))),
    required: new Set(listAt(node, 'required') as string[]),
    values,
    variants: new Map([...variantsIn(document, node, 'anyOf'), ...variantsIn(document, node, 'oneOf')]),
    keywords: node,
    beside: [],
  };
}

/** When a type and a list of values are given, both must contain null. */
function isNullable(node: Node): boolean {
  const isOfValues = !Array.isArray(node['enum']) || node['enum'].includes(null);
  const isOfTypes = [node['type']].flat().includes('null') || node['nullable'] === true;
  return (isOfTypes && isOfValues) || hasNull(node, 'anyOf') || hasNull(node, 'oneOf');
}

function choicesIn(node: Node, keyword: string): readonly unknown[] {
  return listAt(node, keyword).filter((choice) => !isNull(choice));
}

function hasNull(node: Node, keyword: string): boolean {
  return listAt(node, keyword).some(isNull);
}

function isNull(choice: unknown): boolean {
  return isSame(without(asNode(choice), words), { type: 'null' });
}

/** Variants are identified by their names. Variants without a name, or with the same name, are numbered. */
function variantsIn(document: Node, node: Node, keyword: string): Map<string, unknown> {
  const variants = new Map<string, unknown>();
  for (const [index, choice] of choicesIn(node, keyword).entries()) {
    const name = `${keyword} ${formOf(document, choice).name ?? `form ${index + 1}`}`;
    variants.set(variants.has(name) ? `${name} ${index + 1}` : name, choice);
  }
  return variants;
}
