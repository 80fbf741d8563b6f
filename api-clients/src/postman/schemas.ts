import type { Document } from './document.js';

/** What says nothing about the form of an answer. */
const remarks = new Set(['description', 'examples', 'example', 'title', 'format']);

/**
 * The schemas of answers without remarks, as JSON. Ajv in Postman reads draft 7, so they are named as there.
 * @param used the schemas that the requests are checked against
 */
export function schemasAsJson({ components }: Document, used: readonly object[]): string {
  const definitions: Record<string, object> = {};
  const add = (schema: object) => {
    for (const [, name = ''] of JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      const found = components.schemas[name];
      if (!found || definitions[name]) continue;
      definitions[name] = bare(found) as object;
      add(found);
    }
  };
  used.forEach(add);
  return inDraft7(definitions);
}

/** A schema as JSON for Postman. */
export function schemaAsJson(schema: object): string {
  return inDraft7(bare(schema));
}

function inDraft7(value: unknown): string {
  return JSON.stringify(value).replaceAll('#/components/schemas/', '#/definitions/');
}

/** Copies a schema without remarks. The names of properties are kept, whatever they are. */
function bare(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((each) => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => isNames || (!remarks.has(key) && !key.startsWith('x-')),
  );
  return Object.fromEntries(kept.map(([key, each]) => [key, bare(each, key === 'properties' && !isNames)]));
}
