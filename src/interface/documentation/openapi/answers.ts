import { STATUS_CODES } from 'node:http';
import type { OpenDocument } from '../../kernel/declaration/contract-change.js';
import type { Content, nothing, Route } from '../../kernel/declaration/route.js';
import type { ApiVersion } from '../../kernel/declaration/version.js';
import { exampleOf } from './schemas/example.js';
import { answerHeaders } from './headers.js';
import type { Components, Schema } from './schemas/schema.js';
import { refreshBodyExamples, type MediaExamples } from './request-examples.js';
import type { Schemas } from './schemas/schemas.js';

/** The successful answers of a route: status → OpenAPI response object. */
export function answers(version: ApiVersion, route: Route, schemas: Schemas): Record<string, object> {
  const given = Object.entries(route.responds).map(([status, content]) => [
    status,
    {
      description: STATUS_CODES[status] ?? status,
      headers: answerHeaders(version, route, Number(status)),
      ...(!('nothing' in content) && { content: contentOf(content, schemas) }),
    },
  ]);
  return {
    ...(Object.fromEntries(given) as Record<string, object>),
    ...(route.method === 'GET' && notModified(version, route)),
  };
}

/** A schema as the content of an answer, with an example composed from those of its properties. */
function jsonContent(schema: Schema, schemas: Schemas): object {
  const example = exampleOf(schema, schemas.components());
  return { 'application/json': { schema, ...(example !== undefined && { example }) } };
}

function contentOf(content: Exclude<Content, typeof nothing>, schemas: Schemas): object {
  if ('mediaType' in content) {
    const { mediaType, example } = content;
    return { [mediaType]: { schema: { type: typeof example }, example } };
  }
  if ('listOf' in content) {
    return jsonContent({ type: 'array', items: schemas.reference(content.listOf, 'answer') }, schemas);
  }
  return jsonContent(schemas.reference(content, 'answer'), schemas);
}

function notModified(version: ApiVersion, route: Route): Record<string, object> {
  const description =
    'The resource has not changed since the answer whose `ETag` was sent as `If-None-Match`.';
  return { 304: { description, headers: answerHeaders(version, route, 304) } };
}

interface Media extends MediaExamples {
  readonly schema?: Schema;
}

interface Contents {
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly requestBody?: Contents;
  readonly responses?: Readonly<Record<string, Contents>>;
}

/** Composes all examples of a document again after its schemas have changed. */
export function refreshExamples(document: OpenDocument): void {
  const { paths, components } = document as {
    paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    components: { schemas: Components };
  };
  for (const { requestBody, responses = {} } of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const media of mediaOf(requestBody)) refreshBodyExamples(media, media.schema, components.schemas);
    for (const media of Object.values(responses).flatMap(mediaOf)) refresh(media, components.schemas);
  }
}

function mediaOf(contents: Contents | undefined): Media[] {
  return Object.values(contents?.content ?? {});
}

/** Content without a shape keeps its hand-written example. */
function refresh(media: Media, components: Components): void {
  const { schema } = media;
  if (media.example === undefined || (schema?.$ref ?? schema?.items?.$ref) === undefined) return;
  const example = exampleOf(schema ?? {}, components);
  if (example === undefined) delete media.example;
  else media.example = example;
}
