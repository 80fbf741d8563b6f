import { become, breaking, remove, rename, set, type Edit } from './edit.js';
import {
  headerComponents,
  refusals,
  responseContents,
  responseFields,
  responseHeaders,
  responseObjects,
  responses,
  successes,
  which,
  wholeAnswers,
  type Part,
} from './places.js';

const typeIs = (type: string) => (it: Part) => it['type'] === type;
const plain = (it: Part) => typeof it['type'] === 'string';
const requires = (key: string) => (it: Part) => it[key] !== undefined;

/** Edits of responses. Each breaks clients, also in a later minor. */
export const responseEdits: readonly Edit[] = [
  breaking('status.removed', successes, remove),
  breaking(
    'status.removed',
    successes,
    rename((status) => (status === '200' ? '203' : '299')),
  ),
  breaking('status.added', successes, (it, { holder }) => (holder['207'] = it)),
  breaking('error.status-removed', refusals, remove),
  breaking('error.code-removed', refusals, (it) => it['x-codes'].pop()),
  breaking('error.code-added', refusals, (it) => it['x-codes'].push('request.moon_phase')),
  breaking(
    'error.code-moved',
    refusals,
    rename(() => '418'),
  ),
  breaking('response.media-type-removed', responseContents, (it) => {
    const [first = ''] = Object.keys(it);
    it['application/vnd.other+json'] = it[first] as unknown;
    delete it[first];
  }),
  breaking('response.body-removed', responseContents, remove),
  breaking(
    'response.body-added',
    which(responses, (it) => !it['content']),
    set({ content: { 'text/plain': {} } }),
  ),
  breaking(
    'response.envelope-changed',
    which(wholeAnswers, (it) => it['type'] !== 'array'),
    become((schema) => ({ type: 'array', items: { ...schema, type: undefined } })),
  ),
  breaking(
    'response.envelope-changed',
    which(wholeAnswers, typeIs('array')),
    become((it) => ({ type: 'object', properties: { data: it } })),
  ),
  breaking('response.property-removed', responseFields, remove),
  breaking(
    'response.property-removed',
    responseFields,
    rename((name) => name.toUpperCase()),
  ),
  breaking('response.property-now-optional', which(responseObjects, requires('required')), (it) =>
    it['required'].shift(),
  ),
  breaking(
    'response.became-nullable',
    // The values of an enum do not include null, whatever the type says.
    which(responseFields, (it) => plain(it) && it['enum'] === undefined),
    (it) => (it['type'] = [it['type'], 'null']),
  ),
  breaking('response.type-changed', which(responseFields, typeIs('integer')), set({ type: 'string' })),
  breaking(
    'response.type-changed',
    which(responseFields, typeIs('string')),
    set({ type: ['string', 'integer'] }),
  ),
  breaking('response.type-changed', which(responseFields, typeIs('integer')), set({ type: 'number' })),
  breaking('response.format-changed', which(responseFields, requires('format')), set({ format: undefined })),
  breaking('response.pattern-changed', which(responseFields, typeIs('string')), set({ pattern: '^[A-Z]' })),
  breaking('response.enum-value-added', which(responseFields, requires('enum')), (it) =>
    it['enum'].push('perhaps'),
  ),
  breaking('response.enum-lifted', which(responseFields, requires('enum')), set({ enum: undefined })),
  breaking('response.const-changed', responseFields, set({ const: 7 })),
  breaking('response.default-changed', responseFields, set({ default: 'nothing' })),
  breaking('response.step-changed', which(responseFields, typeIs('integer')), set({ multipleOf: 10 })),
  breaking('response.open-changed', responseObjects, set({ additionalProperties: false })),
  breaking('response.write-only', responseFields, set({ writeOnly: true })),
  breaking('response.other-changed', responseFields, set({ contentEncoding: 'base64' })),
  breaking('response.name-changed', which(wholeAnswers, requires('$ref')), (it, { holder }) => {
    holder['schema'] = { allOf: [{ ...it }] };
  }),
  breaking('header.removed', responseHeaders, (it) => {
    const [first = ''] = Object.keys(it);
    delete it[first];
  }),
  breaking(
    'response.type-changed',
    which(headerComponents, (it) => it['schema']?.type === 'integer'),
    (it) => {
      it['schema'] = { type: 'string' };
    },
  ),
];
