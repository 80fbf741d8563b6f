import { STATUS_CODES } from 'node:http';
import type { Content, Route } from '../route.js';
import { exampleOf } from './example.js';
import { answerHeaders } from './headers.js';
import type { Schema } from './schema.js';
import type { Schemas } from './schemas.js';

/** What a route answers when it does what it was asked for: status → response object of OpenAPI. */
export function answers(route: Route, schemas: Schemas): Record<string, object> {
  const given = Object.entries(route.responds).map(([status, content]) => [
    status,
    {
      description: STATUS_CODES[status] ?? status,
      headers: answerHeaders(route, Number(status)),
      content: contentOf(content, schemas),
    },
  ]);
  return {
    ...(Object.fromEntries(given) as Record<string, object>),
    ...(route.method === 'GET' && notModified(route)),
  };
}

/** A schema as the content of a request or an answer, with the example that its properties make. */
export function jsonContent(schema: Schema, schemas: Schemas): object {
  const example = exampleOf(schema, schemas.components());
  return { 'application/json': { schema, ...(example !== undefined && { example }) } };
}

function contentOf(content: Content, schemas: Schemas): object {
  if ('mediaType' in content) {
    const { mediaType, example } = content;
    return { [mediaType]: { schema: { type: typeof example }, example } };
  }
  if ('listOf' in content) {
    return jsonContent({ type: 'array', items: schemas.reference(content.listOf, 'answer') }, schemas);
  }
  return jsonContent(schemas.reference(content, 'answer'), schemas);
}

function notModified(route: Route): Record<string, object> {
  const description = 'Nothing has changed since the answer whose `ETag` was sent as `If-None-Match`.';
  return { 304: { description, headers: answerHeaders(route, 304) } };
}
