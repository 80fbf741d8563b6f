/** What a collection is made of: the parts of an OpenAPI document that it needs. */
export interface Document {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
  readonly 'x-audience': string;
}

export interface Parameter {
  /** Headers are shared, and only named. */
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: { readonly examples?: readonly unknown[]; readonly default?: unknown };
}

interface Media {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** An operation with its place. */
export interface Operation extends DocumentedOperation {
  readonly method: string;
  readonly path: string;
}

/** All operations, in the order of the document. */
export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** The body of the first example. */
export function exampleBody({ requestBody }: Operation): unknown {
  const [media] = Object.values(requestBody?.content ?? {});
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value;
}

/** The example of a parameter as a query or a path has it. */
export function exampleText({ example, schema }: Parameter): string | undefined {
  const value = example ?? schema.examples?.[0] ?? schema.default;
  return value === undefined ? undefined : [value].flat().map(String).join(',');
}

/** The status of a success: of several, the one that says most. */
export function successOf({ responses }: Operation): number {
  return [201, 202, 200, 204].find((status) => Object.hasOwn(responses, status)) ?? 200;
}
