import type { Part } from '../mutants/places.js';
import {
  get,
  post,
  parameter,
  body,
  thing,
  sent,
  given,
  gone,
  success,
  etag,
  from,
  to,
  day,
  deprecated,
  sunset,
  media,
  bodyRef,
  refusalRef,
  other,
  type Case,
} from './case.js';
import { hiddenCases } from './hidden-cases.js';

/** A list of values in a query, such as `sort`. */
function listOf(...values: readonly string[]): Part {
  return {
    style: 'form',
    explode: false,
    schema: { type: 'array', items: { type: 'string', enum: values }, maxItems: 20, uniqueItems: true },
  };
}

const ofOperations: readonly Case[] = [
  to('document.minor-changed', (document) => document['info'] as Part, { version: '1.1' }),
  to('security.scheme-added', (document) => document['components'].securitySchemes as Part, {
    key: { type: 'apiKey' },
  }),
  to('operation.added', (document) => document['paths'] as Part, { '/v1/others': { get: other } }),
  to('operation.audience-widened', get, { 'x-audience': 'anonymous' }),
  to('operation.security-removed', post, { security: [] }),
  to('operation.security-widened', post, { security: [{ bearer: [] }, { key: [] }] }),
  to('lifecycle.deprecated', get, deprecated),
  from('lifecycle.deprecation-withdrawn', get, deprecated, {}),
  from('lifecycle.deprecation-earlier', get, deprecated, {
    ...deprecated,
    'x-deprecated-at': day('2026-12-31'),
  }),
  from('lifecycle.sunset-announced', get, deprecated, sunset),
  from('lifecycle.sunset-later', get, sunset, { ...sunset, 'x-sunset': day('2029-01-01') }),
  from('lifecycle.sunset-earlier', get, sunset, { ...sunset, 'x-sunset': day('2028-05-31') }),
  from('lifecycle.sunset-removed', get, sunset, deprecated),
  from('lifecycle.successor-changed', get, sunset, { ...sunset, 'x-successor-operation': 'best' }),
  from('lifecycle.successor-removed', get, sunset, { ...sunset, 'x-successor-operation': undefined }),
  from('lifecycle.notice-short', parameter, {}, { ...deprecated, 'x-sunset': day('2027-02-01') }),
];

const ofRequests: readonly Case[] = [
  to('parameter.added', post, { parameters: [{ name: 'q', in: 'query', schema: {} }] }),
  from('parameter.now-optional', parameter, { required: true }, {}),
  to('parameter.empty-allowed', parameter, { allowEmptyValue: true }),
  to('body.added', get, { requestBody: { content: {} } }),
  to('body.now-optional', (document) => post(document)['requestBody'] as Part, { required: false }),
  to('body.media-type-added', (document) => post(document)['requestBody'].content as Part, {
    'text/csv': media,
  }),
  to('request.type-widened', sent, { type: ['string', 'integer'] }),
  to('request.null-allowed', sent, { type: ['string', 'null'] }),
  from('request.pattern-removed', sent, { pattern: '^a' }, {}),
  from('request.enum-lifted', sent, { enum: ['a'] }, {}),
  from('request.enum-value-added', sent, { enum: ['a'] }, { enum: ['b', 'a'] }),
  {
    ...from('request.enum-value-added', parameter, listOf('title'), listOf('title', 'pages')),
    how: 'in a list of a query',
  },
  from('request.bound-widened', sent, { maxLength: 5 }, { maxLength: 6 }),
  from('request.bound-widened', sent, { minLength: 5 }, {}),
  to('request.unique-demanded', sent, { uniqueItems: true }),
  from('request.unique-lifted', sent, { uniqueItems: true }, {}),
  to('request.property-added', body, { properties: { a: { type: 'string' }, b: {} } }),
  to('request.property-now-optional', body, { required: [] }),
  from('request.opened', body, { additionalProperties: false }, { additionalProperties: true }),
  from('request.variant-removed', sent, { oneOf: [bodyRef, refusalRef] }, { oneOf: [bodyRef] }),
  from('request.variant-added', sent, { anyOf: [bodyRef, refusalRef] }, { anyOf: [bodyRef, refusalRef, {}] }),
  to(
    'request.name-changed',
    (document) => post(document)['requestBody'].content['application/json'] as Part,
    { schema: { $ref: '#/components/schemas/Thing' } },
  ),
];

const ofResponses: readonly Case[] = [
  to('error.status-added', (document) => get(document)['responses'] as Part, {
    409: { 'x-codes': ['things.busy'] },
  }),
  to('error.code-spread', (document) => get(document)['responses'][404] as Part, {
    'x-codes': ['things.none', 'things.busy'],
  }),
  to('error.gone-announced', get, { ...sunset, ...gone }),
  to('response.media-type-added', (document) => success(document)['content'] as Part, { 'text/csv': media }),
  to('response.media-type-preferred', success, { content: { 'text/csv': media, 'application/json': media } }),
  to('response.property-added', thing, { properties: { a: { type: 'string' }, b: {} } }),
  from('response.property-now-required', thing, { required: [] }, {}),
  from('response.never-null', given, { type: ['string', 'null'] }, {}),
  from('response.type-narrowed', given, { type: ['string', 'integer'] }, {}),
  from('response.enum-value-removed', given, { enum: ['a', 'b'] }, { enum: ['a'] }),
  to('response.enum-added', given, { enum: ['a'] }),
  from('response.bound-widened', given, { maxLength: 5 }, { maxLength: 6 }),
  from('response.bound-narrowed', given, { maxLength: 5 }, { maxLength: 4 }),
  from('response.unique-changed', given, { uniqueItems: true }, {}),
  from('response.variant-added', given, { oneOf: [bodyRef, {}] }, { oneOf: [bodyRef, {}, refusalRef] }),
  from('response.variant-removed', given, { oneOf: [bodyRef, refusalRef, {}] }, { oneOf: [bodyRef, {}] }),
  to('header.added', (document) => success(document)['headers'] as Part, { 'X-More': {} }),
  {
    ...to('header.end-announced', get, deprecated),
    after: (document) => {
      Object.assign(get(document), deprecated);
      Object.assign(success(document)['headers'] as Part, { Deprecation: {} });
    },
  },
  from('header.now-optional', etag, { required: true }, {}),
  to('header.now-required', etag, { required: true }),
];

/** Differences that edits of the real documents do not produce. */
export const cases: readonly Case[] = [...ofOperations, ...ofRequests, ...ofResponses, ...hiddenCases];
