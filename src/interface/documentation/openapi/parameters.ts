import { deprecatedFieldsOf } from '../../kernel/declaration/deprecated-fields.js';
import { revisionTag } from '../../kernel/answer/etag.js';
import { preconditionRequired } from '../../kernel/errors/refusals.js';
import type { RequestExamples, Route } from '../../kernel/declaration/route.js';
import type { Shape } from '../../kernel/shapes/shape.js';
import { minors, type ApiVersion } from '../../kernel/declaration/version.js';
import { endMarks } from './schemas/end-marks.js';
import type { Schemas } from './schemas/schemas.js';

const prefix = '#/components/parameters/';

/** The parameters of a route: those of its path and query, and the request headers that it supports. */
export function parametersOf(version: ApiVersion, route: Route, schemas: Schemas): object[] {
  const { path, query } = route.accepts ?? {};
  return [
    ...parametersIn('path', path, schemas, route.examples?.path),
    ...parametersIn('query', query, schemas),
    ...headersOf(version, route).map((name) => ({ $ref: prefix + name })),
  ];
}

/** The request headers of these routes as components, each once. */
export function parameterComponents(version: ApiVersion, routes: readonly Route[], minor: string): object {
  const used = new Set(routes.flatMap((route) => headersOf(version, route)));
  const all = {
    'API-Version': apiVersion(version, minor),
    'Accept-Language': acceptLanguage,
    'Idempotency-Key': idempotencyKey,
    'If-Match': ifMatch(version, true),
    'If-Match-Optional': ifMatch(version, false),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
}

function parametersIn(
  place: 'path' | 'query',
  shape: Shape | undefined,
  schemas: Schemas,
  examples: RequestExamples['path'] = {},
): object[] {
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
      // A list is one text with commas.
      ...(schema.type === 'array' && { style: 'form', explode: false }),
      schema,
      // The page pre-fills an example. Only required parameters have one, so that no filter is set unasked.
      ...(isRequired && schema.examples && { example: examples[name] ?? schema.examples[0] }),
      ...endMarks(deprecatedFieldsOf(shape)[name]),
    };
  });
}

function headersOf(version: ApiVersion, { method, refuses = [] }: Route): string[] {
  const isOptional = !refuses.includes(preconditionRequired) && refuses.some(({ kind }) => kind === 'stale');
  return [
    'API-Version',
    'Accept-Language',
    ...(version.idempotency && method === 'POST' ? ['Idempotency-Key'] : []),
    ...(refuses.includes(preconditionRequired) ? ['If-Match'] : []),
    ...(isOptional ? ['If-Match-Optional'] : []),
  ];
}

/** The page sends the example, so that its trial requests are answered as the document says. */
function apiVersion(version: ApiVersion, minor: string): object {
  const all = minors(version);
  return {
    name: 'API-Version',
    in: 'header',
    required: false,
    description:
      'The minor to be answered as. Without it, your pinned minor applies, or else the first minor, for ever.',
    schema: { type: 'string', enum: all.slice(0, all.indexOf(minor) + 1), default: version.baseline },
    example: minor,
  };
}

const acceptLanguage = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description:
    'The language of sentences for people: English (`en`), which is the default, or German (`de`).',
  schema: { type: 'string' },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key that you choose for this request. If you send the same request with the same key again within 24 hours, ' +
    'it is not carried out again, and you get the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$' },
};

function ifMatch({ baseline }: ApiVersion, isRequired: boolean): object {
  const example = revisionTag(1, baseline);
  return {
    name: 'If-Match',
    in: 'header',
    required: isRequired,
    description: 'The `ETag` of the state that the change is based on. A newer state is not overwritten.',
    schema: { type: 'string', examples: [example] },
    ...(isRequired && { example }),
  };
}
