import type { Audience, Route, Shape } from '../route.js';
import type { ApiVersion } from '../version.js';
import { answers, jsonContent } from './answers.js';
import { refusalAnswers } from './refusal-answers.js';
import type { Schemas } from './schemas.js';

const readers: Readonly<Record<Audience, string>> = {
  anonymous: 'For everybody.',
  patron: 'For everybody who is signed in.',
  librarian: 'For librarians and admins.',
  admin: 'For admins.',
};

/** The heading of a route in the documentation. */
export function tagOf({ tag, path }: Route): string {
  return tag ?? path.split('/')[1] ?? '';
}

/** A route as an operation of OpenAPI 3.1; what its shapes need is kept in `schemas`. */
export function operation(version: ApiVersion, route: Route, schemas: Schemas): object {
  const { operationId, summary, description, accepts = {}, audience, since } = route;
  const parameters = [
    ...parametersIn('path', accepts.path, schemas),
    ...parametersIn('query', accepts.query, schemas),
  ];
  return {
    operationId,
    tags: [tagOf(route)],
    summary,
    description: [description, readers[audience]].filter((part) => part !== undefined).join('\n\n'),
    security: audience === 'anonymous' ? [] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(accepts.body && { requestBody: requestBody(accepts.body, schemas) }),
    responses: { ...answers(route, schemas), ...refusalAnswers(version, route, schemas) },
    'x-audience': audience,
    'x-since': since,
  };
}

function parametersIn(place: 'path' | 'query', shape: Shape | undefined, schemas: Schemas): object[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schemas.inline(shape, 'parameters');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property;
    const isRequired = place === 'path' || required.includes(name);
    return {
      name,
      in: place,
      required: isRequired,
      ...(description !== undefined && { description }),
      schema,
      // The page fills this in for the reader; a filter that nobody asked for would only be in the way.
      ...(isRequired && schema.examples && { example: schema.examples[0] }),
    };
  });
}

function requestBody(shape: Shape, schemas: Schemas): object {
  const schema = schemas.reference(shape, 'body');
  const { required } = schemas.components()[shape.name] ?? {};
  return { required: required !== undefined, content: jsonContent(schema, schemas) };
}
