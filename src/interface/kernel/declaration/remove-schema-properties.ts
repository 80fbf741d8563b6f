import type { OpenDocument } from './contract-change.js';

/**
 * Removes properties from a schema of a document, in `downgradeDocument` of a change that has added them. The examples
 * are composed again afterwards.
 * @throws Error if the schema has no such property, because then the change is declared wrongly
 */
export function removeSchemaProperties(
  document: OpenDocument,
  schemaName: string,
  names: readonly string[],
): void {
  const schema = document['components'].schemas[schemaName];
  for (const name of names) {
    if (schema?.properties?.[name] === undefined) throw new Error(`${schemaName} has no property ${name}`);
    delete schema.properties[name];
  }
  if (!schema.required) return;
  schema.required = schema.required.filter((each: string) => !names.includes(each));
  if (schema.required.length === 0) delete schema.required;
}
