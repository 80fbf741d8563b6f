import type { MediaExamples } from '../../../src/interface/documentation/openapi/request-examples.js';

/** The part of an OpenAPI document that has the examples. */
export interface Document {
  readonly paths: Record<
    string,
    Record<string, { operationId: string; requestBody?: { content: Record<string, MediaExamples> } }>
  >;
}

/** The example of the JSON body of each operation, by its operationId. Of several ones, the first, which is the plain one. */
export function examplesOf({ paths }: Document): Map<string, unknown> {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return new Map(
    operations.map(({ operationId, requestBody }) => [
      operationId,
      plainOf(requestBody?.content['application/json']),
    ]),
  );
}

function plainOf(media: MediaExamples = {}): unknown {
  const [first] = Object.values(media.examples ?? {});
  return first ? first.value : media.example;
}
