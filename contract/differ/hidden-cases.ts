import type { Part } from '../mutants/places.js';
import type { RuleId } from './rules/rules.js';
import {
  type At,
  get,
  post,
  body,
  thing,
  sent,
  given,
  success,
  etag,
  from,
  to,
  day,
  deprecated,
  sunset,
  bodyRef,
  other,
  gone,
  type Case,
} from './case.js';

/** What is found although something else could hide it. */
const hidden = (how: string, found: Case): Case => ({ ...found, how });

/** A change of a component that nothing else refers to. */
const behind = (rule: RuleId, at: At, reference: Part): Case => {
  const having = (extra: Part) => (document: Part) => {
    Object.assign(at(document), reference);
    document['components'].schemas.Extra = extra;
  };
  return { rule, before: having({ type: 'object' }), after: having({ type: 'object', const: {} }) };
};

const extraRef = { $ref: '#/components/schemas/Extra' };
const nullable = { type: ['string', 'null'] };
const twice = { ...bodyRef, minProperties: 1 };

const ofOperations: readonly Case[] = [
  hidden(
    'under a name that another one has',
    to('operation.added', (document) => document['paths'] as Part, {
      '/v1/others': { get: { ...other, operationId: 'getThing' } },
    }),
  ),
  hidden(
    'where none was demanded',
    from('operation.security-changed', get, { security: [{}, { bearer: [] }] }, { security: [{}] }),
  ),
  hidden(
    'beside the methods of a path',
    to('operation.other-changed', (document) => document['paths']['/v1/things/{id}'] as Part, {
      servers: [{ url: '/elsewhere' }],
    }),
  ),
  hidden(
    'as the deprecation moved and the sunset stayed',
    from('lifecycle.notice-short', get, sunset, { ...sunset, 'x-deprecated-at': day('2028-01-01') }),
  ),
  from(
    'lifecycle.id-changed',
    get,
    { ...sunset, 'x-lifecycle-id': 'a' },
    { ...sunset, 'x-lifecycle-id': 'b' },
  ),
  hidden(
    'while one of the same name stays',
    to('parameter.added-required', get, {
      parameters: [
        { name: 'p', in: 'query', schema: { type: 'string' } },
        { name: 'p', in: 'header', required: true, schema: {} },
      ],
    }),
  ),
  hidden(
    'and stays where it was too',
    to('error.code-moved', (document) => get(document)['responses'] as Part, {
      400: { 'x-codes': ['things.none'] },
    }),
  ),
  hidden(
    'that is a word of something else',
    to('error.code-added', (document) => get(document)['responses'][404] as Part, {
      'x-codes': ['things.none', 'getThing'],
    }),
  ),
  hidden('as that of a field is', {
    ...to('header.end-announced', given, deprecated),
    after: (document) => {
      Object.assign(given(document), deprecated);
      Object.assign(success(document)['headers'] as Part, { Deprecation: {} });
    },
  }),
  hidden('as that of a field is', {
    ...to('error.gone-announced', given, sunset),
    after: (document) => {
      Object.assign(given(document), sunset);
      Object.assign(get(document)['responses'] as Part, gone.responses);
    },
  }),
];

const ofSchemas: readonly Case[] = [
  hidden(
    'though nothing else is told of it',
    from('request.property-now-required', body, {}, { required: ['a', 'b'] }),
  ),
  hidden(
    'in a list of values',
    from('request.null-refused', sent, { ...nullable, enum: ['a', null] }, { ...nullable, enum: ['a'] }),
  ),
  hidden(
    'in a list of values',
    from('response.became-nullable', given, { ...nullable, enum: ['a'] }, { ...nullable, enum: ['a', null] }),
  ),
  hidden('as no choice is left', from('response.type-changed', given, { oneOf: [bodyRef, {}] }, {})),
  hidden('as a choice was given', to('request.type-changed', sent, { oneOf: [bodyRef, {}] })),
  hidden(
    'in another kind of choice',
    from('response.variant-added', given, { oneOf: [bodyRef, {}] }, { anyOf: [bodyRef, {}] }),
  ),
  hidden(
    'of the same name',
    from('response.variant-added', given, { oneOf: [bodyRef, {}] }, { oneOf: [bodyRef, {}, twice] }),
  ),
  hidden('where nothing at all may be', to('request.other-changed', sent, { items: false })),
  hidden(
    'behind a reference of further fields',
    behind('response.const-changed', thing, { additionalProperties: extraRef }),
  ),
  hidden(
    'behind a reference below a keyword that no rule knows',
    behind('response.other-changed', given, { not: extraRef }),
  ),
  hidden(
    'behind a reference beside which something is said',
    behind('response.const-changed', given, { ...extraRef, minProperties: 1 }),
  ),
  hidden(
    'in a reference that leads out of the document',
    from('response.other-changed', given, { $ref: 'a.json#/A' }, { $ref: 'b.json#/A' }),
  ),
  hidden('in a header', to('response.other-changed', etag, { style: 'simple' })),
  hidden('beside the schema of a body', {
    ...to(
      'request.other-changed',
      (document) => post(document)['requestBody'].content['application/json'] as Part,
      { encoding: {} },
    ),
  }),
];

/** Differences that something else could hide. */
export const hiddenCases: readonly Case[] = [...ofOperations, ...ofSchemas];
