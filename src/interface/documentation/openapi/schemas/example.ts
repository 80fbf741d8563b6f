import { resolve, type Components, type Schema } from './schema.js';

/**
 * An example of a schema, composed from the examples of its properties.
 * @returns undefined if a required property has no example
 */
export function exampleOf(schema: Schema, components: Components): unknown {
  const { examples, items, properties, anyOf, ...rest } = resolve(schema, components);
  if (examples) return examples[0];
  if (rest.default !== undefined) return rest.default;
  if (rest.enum) return rest.enum[0];
  if (anyOf?.[0]) return exampleOf(anyOf[0], components);
  if (items) return listOf(exampleOf(items, components));
  return properties && objectOf(properties, rest.required ?? [], components);
}

function listOf(item: unknown): readonly unknown[] | undefined {
  return item === undefined ? undefined : [item];
}

function objectOf(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  components: Components,
): object | undefined {
  const entries = Object.entries(properties)
    .map(([name, property]) => [name, exampleOf(property, components)] as const)
    .filter(([, value]) => value !== undefined);
  const example = Object.fromEntries(entries);
  return required.every((name) => Object.hasOwn(example, name)) ? example : undefined;
}
