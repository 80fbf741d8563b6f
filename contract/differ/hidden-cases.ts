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

/** A difference that a naive comparison would miss. */
const hidden = (how: string, found: Case): Case => ({ ...found, how });

/** A change of a component that is referred to from this place only. */
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
    'with the operationId of another operation',
    to('operation.added', (document) => document['paths'] as Part, {
      '/v1/others': { get: { ...other, operationId: 'getThing' } },
    }),
  ),
  hidden(
    'where authentication is optional',
    from('operation.security-changed', get, { security: [{}, { bearer: [] }] }, { security: [{}] }),
  ),
  hidden(
    'beside the methods of a path',
    to('operation.other-changed', (document) => document['paths']['/v1/things/{id}'] as Part, {
      servers: [{ url: '/elsewhere' }],
    }),
  ),
  hidden(
    'when the deprecation moves and the sunset stays',
    from('lifecycle.notice-short', get, sunset, { ...sunset, 'x-deprecated-at': day('2028-01-01') }),
  ),
  from(
    'lifecycle.id-changed',
    get,
    { ...sunset, 'x-lifecycle-id': 'a' },
    { ...sunset, 'x-lifecycle-id': 'b' },
  ),
  hidden(
    'beside a parameter of the same name',
    to('parameter.added-required', get, {
      parameters: [
        { name: 'p', in: 'query', schema: { type: 'string' } },
        { name: 'p', in: 'header', required: true, schema: {} },
      ],
    }),
  ),
  hidden(
    'when it also stays at the old status',
    to('error.code-moved', (document) => get(document)['responses'] as Part, {
      400: { 'x-codes': ['things.none'] },
    }),
  ),
  hidden(
    'for a code that occurs elsewhere in the document',
    to('error.code-added', (document) => get(document)['responses'][404] as Part, {
      'x-codes': ['things.none', 'getThing'],
    }),
  ),
  hidden('for the end of a field', {
    ...to('header.end-announced', given, deprecated),
    after: (document) => {
      Object.assign(given(document), deprecated);
      Object.assign(success(document)['headers'] as Part, { Deprecation: {} });
    },
  }),
  hidden('for the end of a field', {
    ...to('error.gone-announced', given, sunset),
    after: (document) => {
      Object.assign(given(document), sunset);
      Object.assign(get(document)['responses'] as Part, gone.responses);
    },
  }),
];

const ofSchemas: readonly Case[] = [
  hidden(
    'for a field without a schema',
    from('request.property-now-required', body, {}, { required: ['a', 'b'] }),
  ),
  hidden(
    'in an enum',
    from('request.null-refused', sent, { ...nullable, enum: ['a', null] }, { ...nullable, enum: ['a'] }),
  ),
  hidden(
    'in an enum',
    from('response.became-nullable', given, { ...nullable, enum: ['a'] }, { ...nullable, enum: ['a', null] }),
  ),
  hidden('when all choices are removed', from('response.type-changed', given, { oneOf: [bodyRef, {}] }, {})),
  hidden('when choices are added', to('request.type-changed', sent, { oneOf: [bodyRef, {}] })),
  hidden(
    'when oneOf becomes anyOf',
    from('response.variant-added', given, { oneOf: [bodyRef, {}] }, { anyOf: [bodyRef, {}] }),
  ),
  hidden(
    'for a variant of the same name',
    from('response.variant-added', given, { oneOf: [bodyRef, {}] }, { oneOf: [bodyRef, {}, twice] }),
  ),
  hidden('for a schema that allows nothing', to('request.other-changed', sent, { items: false })),
  hidden(
    'behind a reference in additionalProperties',
    behind('response.const-changed', thing, { additionalProperties: extraRef }),
  ),
  hidden(
    'behind a reference below an unknown keyword',
    behind('response.other-changed', given, { not: extraRef }),
  ),
  hidden(
    'behind a reference with keywords beside it',
    behind('response.const-changed', given, { ...extraRef, minProperties: 1 }),
  ),
  hidden(
    'in a reference to another document',
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

/** Differences that a naive comparison would miss. */
export const hiddenCases: readonly Case[] = [...ofOperations, ...ofSchemas];
