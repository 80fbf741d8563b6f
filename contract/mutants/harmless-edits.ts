import { set, type Edit } from './edit.js';
import {
  answerSchemas,
  operations,
  parameters,
  parameterSchemas,
  requestFields,
  requestObjects,
  requestSchemas,
  responseContents,
  responseFields,
  responseObjects,
  responses,
  which,
  whole,
  type Finder,
  type Part,
} from './places.js';

/** Reverses the order of the keys. */
function turned(it: Part): void {
  const entries = Object.entries(it).toReversed();
  for (const [key] of entries) delete it[key];
  for (const [key, value] of entries) it[key] = value as unknown;
}

/** Reverses the order of the items. */
const inOtherOrder = (key: string): Edit['by'] => {
  return (it) => {
    it[key] = (it[key] as unknown[]).toReversed();
  };
};

const end = {
  deprecated: true,
  'x-lifecycle-id': 'better-way',
  'x-deprecated-at': '2027-01-01T00:00:00Z',
  'x-sunset': '2028-06-01T00:00:00Z',
  'x-successor-operation': 'better',
};

const references: Finder = (document) =>
  [...requestSchemas(document), ...answerSchemas(document)].filter(({ it }) => it['$ref'] !== undefined);

const harmless = (title: string, on: Finder, by: Edit['by']): Edit => ({ title, on, by });

/** Edits of documents that no client can notice. */
export const harmlessEdits: readonly Edit[] = [
  harmless('another title', whole, (it) => (it['info'].title = 'A library')),
  harmless('another description of the document', whole, (it) => (it['info'].description = 'Better said.')),
  harmless('a contact', whole, (it) => (it['info'].contact = { name: 'The desk' })),
  harmless('tags in another order', whole, inOtherOrder('tags')),
  harmless('paths in another order', whole, (it) => turned(it['paths'] as Part)),
  harmless('components in another order', whole, (it) => turned(it['components'].schemas as Part)),
  harmless('an unused component', whole, (it) => (it['components'].schemas.Unused = { type: 'string' })),
  harmless('a further tag', operations, (it) => it['tags'].push('more')),
  harmless('another summary', operations, set({ summary: 'Better said' })),
  harmless('another description of an operation', operations, set({ description: 'Better said.' })),
  harmless('a link for people', operations, set({ externalDocs: { url: '/docs/better' } })),
  harmless('an operation with its keys in another order', operations, turned),
  harmless('an announced end', operations, set(end)),
  harmless('another description of a parameter', parameters, set({ description: 'Better said.' })),
  harmless('an example of a parameter', parameters, set({ example: 'better' })),
  harmless('a parameter with its keys in another order', parameters, turned),
  harmless(
    'parameters in another order',
    which(operations, (it) => it['parameters']),
    inOtherOrder('parameters'),
  ),
  harmless('another title of a parameter', parameterSchemas, set({ title: 'Better' })),
  harmless('another description of a request field', requestFields, set({ description: 'Better said.' })),
  harmless('other examples of a request field', requestFields, set({ examples: ['better'] })),
  harmless(
    'required fields in another order',
    which(requestObjects, (it) => it['required']),
    inOtherOrder('required'),
  ),
  harmless('request fields in another order', requestObjects, (it) => turned(it['properties'] as Part)),
  harmless('another description of a response field', responseFields, set({ description: 'Better said.' })),
  harmless('other examples of a response field', responseFields, set({ examples: ['better'] })),
  {
    ...harmless('a description beside a reference', references, set({ description: 'So.' })),
    isEverywhere: true,
  },
  { ...harmless('an announced end of a field', responseFields, set(end)), isEverywhere: true },
  { ...harmless('an announced end beside a reference', references, set(end)), isEverywhere: true },
  harmless('a comment', responseFields, set({ $comment: 'for us' })),
  harmless('response fields in another order', responseObjects, (it) => turned(it['properties'] as Part)),
  harmless(
    'values in another order',
    which(responseFields, (it) => it['enum']),
    inOtherOrder('enum'),
  ),
  harmless(
    'types in another order',
    which(responseFields, (it) => Array.isArray(it['type'])),
    inOtherOrder('type'),
  ),
  harmless('another description of an answer', responses, set({ description: 'Better said' })),
  harmless(
    'error codes in another order',
    which(responses, (it) => it['x-codes']),
    inOtherOrder('x-codes'),
  ),
  harmless('another example of an answer', responseContents, (it) => {
    for (const media of Object.values(it)) (media as Part)['example'] = 'better';
  }),
  harmless('no examples of an answer', responseContents, (it) => {
    for (const media of Object.values(it)) delete (media as Part)['examples'];
  }),
];
