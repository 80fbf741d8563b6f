/** A JSON Schema in the dialect of OpenAPI 3.1 (draft 2020-12), as far as it is used here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** Refers to a schema that is a component. */
export interface Reference extends Schema {
  readonly $ref: string;
}

/** The schemas of one document, by class name. */
export type Components = Readonly<Record<string, Schema>>;

const prefix = '#/components/schemas/';

export function referenceTo(name: string): Reference {
  return { $ref: prefix + name };
}

export function resolve(schema: Schema, components: Components): Schema {
  return schema.$ref === undefined ? schema : (components[schema.$ref.slice(prefix.length)] ?? {});
}
