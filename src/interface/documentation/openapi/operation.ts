import { lifecycleOf } from '../../kernel/declaration/sunset.js';
import type { Audience, Route } from '../../kernel/declaration/route.js';
import type { Shape } from '../../kernel/shapes/shape.js';
import type { ApiVersion } from '../../kernel/declaration/version.js';
import { answers } from './answers.js';
import { endMarks } from './schemas/end-marks.js';
import { formBody } from './form-body.js';
import { parametersOf } from './parameters.js';
import { bodyExamples } from './request-examples.js';
import { refusalAnswers } from './refusal-answers.js';
import type { Schemas } from './schemas/schemas.js';

const readers: Readonly<Record<Audience, string>> = {
  anonymous: 'Public.',
  patron: 'The caller must be signed in.',
  librarian: 'The caller must be a librarian or an admin.',
  admin: 'The caller must be an admin.',
};

/** The tag of a route in the documentation. */
export function tagOf({ tag, path }: Route): string {
  return tag ?? path.split('/')[1] ?? '';
}

/** A route as an OpenAPI 3.1 operation. The shapes that it needs are added to `schemas`. */
export function operation(version: ApiVersion, route: Route, schemas: Schemas): object {
  const { operationId, summary, description, accepts = {}, audience, since, scope } = route;
  return {
    operationId,
    tags: [tagOf(route)],
    summary,
    description: [description, reader(route)].filter((part) => part !== undefined).join('\n\n'),
    security: audience === 'anonymous' ? [] : [{ bearer: [] }],
    parameters: parametersOf(version, route, schemas),
    ...(accepts.body && { requestBody: requestBody(route, accepts.body, schemas) }),
    ...(accepts.files && { requestBody: formBody(accepts, schemas) }),
    responses: { ...answers(version, route, schemas), ...refusalAnswers(version, route, schemas) },
    'x-audience': audience,
    ...(audience !== 'anonymous' && scope !== undefined && { 'x-scope': scope }),
    'x-since': since,
    ...endMarks(lifecycleOf(version, route)),
  };
}

/** Who may call a route, and the scope that an API key needs for it. */
function reader({ audience, scope }: Route): string {
  if (audience === 'anonymous' || scope === undefined) return readers[audience];
  return `${readers[audience]} An API key needs the scope \`${scope}\`.`;
}

function requestBody(route: Route, shape: Shape, schemas: Schemas): object {
  const schema = schemas.reference(shape, 'body');
  const { required } = schemas.components()[shape.name] ?? {};
  const media = { schema, ...bodyExamples(route, schema, schemas.components()) };
  const json = { 'application/json': media };
  return { required: required !== undefined, content: route.method === 'PATCH' ? asMergePatch(json) : json };
}

/** A PATCH body is a merge patch (RFC 7396) under either media type. */
function asMergePatch(content: object): object {
  return { 'application/merge-patch+json': Object.values(content)[0], ...content };
}
