import { breaking, remove, rename, set, type Edit } from './edit.js';
import {
  operations,
  parameters,
  parameterSchemas,
  requestBodies,
  requestContents,
  requestFields,
  requestObjects,
  which,
  type Part,
} from './places.js';

const typeIs = (type: string) => (it: Part) => it['type'] === type;
const nullable = (it: Part) => Array.isArray(it['type']) && it['type'].includes('null');
const plain = (it: Part) => typeof it['type'] === 'string';
const requires = (key: string) => (it: Part) => it[key] !== undefined;
const texts = which(requestFields, (it) => [it['type']].flat().includes('string'));
const numbers = which(requestFields, (it) => [it['type']].flat().includes('integer'));
const paging = which(parameterSchemas, (_, { holder }) =>
  ['per_page', 'limit'].includes(String(holder['name'])),
);
const optionalParameters = which(parameters, (it) => it['required'] !== true);

/** Edits of requests. Each breaks clients, also in a later minor. */
export const requestEdits: readonly Edit[] = [
  breaking('parameter.removed', parameters, remove),
  breaking('parameter.removed', parameters, (it) => (it['name'] += '_')),
  breaking(
    'parameter.moved',
    which(parameters, (it) => it['in'] === 'query'),
    set({ in: 'header' }),
  ),
  breaking('parameter.added-required', operations, (it) => {
    it['parameters'] = [
      ...(it['parameters'] ?? []),
      { name: 'why', in: 'query', required: true, schema: {} },
    ];
  }),
  breaking('parameter.now-required', optionalParameters, set({ required: true })),
  breaking('parameter.serialization-changed', parameters, set({ explode: false, style: 'pipeDelimited' })),
  breaking('parameter.empty-refused', parameters, set({ allowEmptyValue: false })),
  breaking('paging.default-size-changed', paging, set({ default: 25 })),
  breaking('paging.largest-size-changed', paging, set({ maximum: 50 })),
  breaking('paging.largest-size-changed', paging, set({ maximum: 1_000 })),
  breaking(
    'paging.default-order-changed',
    which(parameterSchemas, (_, { holder }) => holder['name'] === 'sort'),
    set({ default: '-created_at' }),
  ),
  breaking('body.removed', requestBodies, remove),
  breaking(
    'body.added-required',
    which(operations, (it) => !it['requestBody']),
    (it) => {
      it['requestBody'] = { required: true, content: { 'application/json': { schema: {} } } };
    },
  ),
  breaking(
    'body.now-required',
    which(requestBodies, (it) => it['required'] !== true),
    set({ required: true }),
  ),
  breaking('body.media-type-removed', requestContents, (it) => {
    it['application/xml'] = it['application/json'] as unknown;
    delete it['application/json'];
  }),
  breaking('request.type-changed', which(parameterSchemas, plain), set({ type: 'array' })),
  breaking('request.type-changed', which(requestFields, plain), set({ type: 'boolean' })),
  breaking(
    'request.null-refused',
    which(requestFields, nullable),
    (it) => (it['type'] = it['type'][0] as string),
  ),
  breaking('request.format-changed', texts, set({ format: 'uuid' })),
  breaking(
    'request.pattern-added',
    which(texts, (it) => !it['pattern']),
    set({ pattern: '^[a-z]+$' }),
  ),
  breaking('request.pattern-changed', which(texts, requires('pattern')), set({ pattern: '^[a-z]+$' })),
  breaking(
    'request.enum-added',
    which(texts, (it) => !it['enum']),
    set({ enum: ['one', 'two'] }),
  ),
  breaking('request.enum-value-removed', which(texts, requires('enum')), (it) => it['enum'].pop()),
  breaking('request.const-changed', texts, set({ const: 'always this' })),
  breaking(
    'request.default-added',
    which(requestFields, (it) => it['default'] === undefined),
    set({ default: 'x' }),
  ),
  breaking(
    'request.default-changed',
    which(parameterSchemas, (it, { holder }) => it['default'] && holder['name'] === 'page'),
    set({ default: 2 }),
  ),
  breaking('request.default-removed', which(requestFields, requires('default')), set({ default: undefined })),
  breaking('request.minimum-raised', numbers, set({ minimum: 5_000 })),
  breaking(
    'request.minimum-raised',
    which(parameterSchemas, typeIs('integer')),
    set({ exclusiveMinimum: 7 }),
  ),
  breaking('request.maximum-lowered', numbers, set({ maximum: -4_000 })),
  breaking('request.shortest-raised', texts, set({ minLength: 20_000 })),
  breaking('request.longest-lowered', texts, set({ maxLength: 3 })),
  breaking('request.fewest-raised', requestObjects, set({ minProperties: 3 })),
  breaking('request.most-lowered', requestObjects, set({ maxProperties: 3 })),
  breaking('request.step-changed', numbers, set({ multipleOf: 5 })),
  breaking('request.property-removed', requestFields, remove),
  breaking(
    'request.property-removed',
    requestFields,
    rename((name) => `${name}New`),
  ),
  breaking('request.property-added-required', requestObjects, (it) => {
    it['properties']['reason'] = { type: 'string', default: 'none' };
    it['required'] = [...(it['required'] ?? []), 'reason'];
  }),
  breaking(
    'request.property-now-required',
    which(requestObjects, (it) => Object.keys(it['properties']).length > (it['required']?.length ?? 0)),
    (it) => {
      it['required'] = Object.keys(it['properties']);
    },
  ),
  breaking('request.closed', which(parameterSchemas, plain), set({ additionalProperties: false })),
  breaking('request.read-only', requestFields, set({ readOnly: true })),
  breaking('request.other-changed', requestFields, set({ contentEncoding: 'base64' })),
];
