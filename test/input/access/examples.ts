/** The part of an OpenAPI document that has the examples. */
export interface Document {
  readonly paths: Record<
    string,
    Record<string, { operationId: string; requestBody?: { content: Record<string, { example: unknown }> } }>
  >;
}

/** The example of the JSON body of each operation, by its operationId. */
export function examplesOf({ paths }: Document): Map<string, unknown> {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return new Map(
    operations.map((each) => [each.operationId, each.requestBody?.content['application/json']?.example]),
  );
}
